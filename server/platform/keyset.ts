import { type Cursor, encodeCursor } from "#lib/cursor.ts";
import type { SqlFilter } from "./sql-filter.ts";

/** Which end of a list comes first. */
export type ListOrder = "newest" | "oldest";

/** How a list is paged: by the instant and id of its rows, never by counting them off. */
export interface Keyset {
  /** Which end comes first. */
  order: ListOrder;
  /** For `ORDER BY`, on the alias. */
  orderBy: string;
  /** Starts behind the last row of the page before. */
  startAfter(filter: SqlFilter, cursor: Cursor | null): void;
}

/** The keyset of rows `alias` with their instant in `time`. */
export function keysetOf(alias: string, time: string, order: ListOrder = "newest"): Keyset {
  const [direction, beyond] = order === "newest" ? ["DESC", "<"] : ["ASC", ">"];
  return {
    order,
    orderBy: `${alias}.${time} ${direction}, ${alias}.id ${direction}`,
    startAfter(filter, cursor) {
      if (!cursor) return;
      filter.always(
        `(${alias}.${time}, ${alias}.id) ${beyond} (${filter.bind(cursor.at)}, ${filter.bind(cursor.id)}::uuid)`,
      );
    },
  };
}

/** A page of at most `limit` of the rows asked for with one more, and the cursor of what follows. */
export function pageOf<Row extends { id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  instantOf: (row: Row) => Date,
  itemOf: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(itemOf),
    next: last ? encodeCursor({ at: instantOf(last), id: last.id }) : null,
  };
}
