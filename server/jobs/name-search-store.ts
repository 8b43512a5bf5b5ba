import type { Cursor } from "#lib/cursor.ts";
import { queryWithin, SqlFilter, type SqlRunner } from "#server/platform/index.ts";
import { type JobQuestion, narrowed, narrowedSource } from "./list-filter-store.ts";
import { whereNamed } from "./search-store.ts";

/** What a page of a search may take. */
export interface SearchLimits {
  /** Jobs of a list whose names are compared at one go. */
  atOnce: number;
  /** Longest the names' index may take for an answer, in milliseconds; null = it is not asked. */
  indexWithinMs: number | null;
  /** From when on no more names are compared for one page, in milliseconds: what is left is for the next page. */
  pageWithinMs: number;
}

const usualLimits: SearchLimits = { atOnce: 4_000, indexWithinMs: 20, pageWithinMs: 40 };

/** A part of what a search finds, in the list's order. */
export interface NamesFound {
  ids: string[];
  /** The last job whose name was compared, where others are left that were not; null where the search is done. */
  lookedTo: Cursor | null;
}

/**
 * The first `most` jobs of a list after `cursor` whose file's name holds a text, or as many as are found in the time that a
 * page may take; none is passed over. What many names hold fills a page soon: the first jobs of the list are looked
 * through. What few hold is found by the names' index. Where its answer takes too long, for many old names hold the text,
 * the list is looked through from page to page.
 */
export async function findNamed(
  sql: SqlRunner,
  question: JobQuestion,
  text: string,
  cursor: Cursor | null,
  most: number,
  limits = usualLimits,
): Promise<NamesFound> {
  const until = performance.now() + limits.pageWithinMs;
  const first = await compare(sql, question, text, cursor, most, limits.atOnce);
  if (isDone(first, most)) return { ...first, lookedTo: null };
  // Asked in vain for the page before.
  const indexed = cursor?.soFar ? null : await readIndex(sql, question, text, cursor, most, limits);
  if (indexed) return { ids: indexed, lookedTo: null };
  const { ids } = first;
  let { lookedTo } = first;
  do {
    const next = await compare(sql, question, text, lookedTo, most - ids.length, limits.atOnce);
    ids.push(...next.ids);
    lookedTo = next.lookedTo;
  } while (lookedTo && ids.length < most && performance.now() <= until);
  return { ids, lookedTo: ids.length < most ? lookedTo : null };
}

/** How many jobs of a list have a text in their file's name, to `most`, or as many as are found in the time for it. */
export async function countNamed(
  sql: SqlRunner,
  question: JobQuestion,
  text: string,
  most: number,
  limits = usualLimits,
): Promise<{ n: number; isAll: boolean }> {
  const until = performance.now() + limits.pageWithinMs;
  const first = await compare(sql, question, text, null, most, limits.atOnce);
  let n = first.ids.length;
  if (isDone(first, most)) return { n, isAll: true };
  const indexed = await readIndex(sql, question, text, null, most, limits);
  if (indexed) return { n: indexed.length, isAll: true };
  let { lookedTo } = first;
  while (lookedTo && n < most && performance.now() <= until) {
    const next = await compare(sql, question, text, lookedTo, most - n, limits.atOnce);
    n += next.ids.length;
    lookedTo = next.lookedTo;
  }
  return { n, isAll: lookedTo === null || n >= most };
}

function isDone({ ids, lookedTo }: NamesFound, most: number): boolean {
  return ids.length >= most || lookedTo === null;
}

/** Compares the names of the next `size` jobs of a list, one by one. */
async function compare(
  sql: SqlRunner,
  question: JobQuestion,
  text: string,
  cursor: Cursor | null,
  most: number,
  size: number,
): Promise<NamesFound> {
  const [filter, keyset] = narrowed({ ...question, found: null }, cursor);
  const source = `${narrowedSource(question.filters)} ${filter.sql}`;
  const holding = whereNamed(new SqlFilter(filter.values), text);
  const backwards = keyset.order === "newest" ? "ASC" : "DESC";
  const [row] = await sql.query<{ ids: string[]; at: Date | null; id: string | null }>(
    `WITH looked AS MATERIALIZED (SELECT j.id, j.created_at, j.file_name FROM ${source} ORDER BY ${keyset.orderBy} LIMIT ${size})
     SELECT ARRAY(SELECT j.id FROM looked j ${holding.sql} ORDER BY ${keyset.orderBy} LIMIT ${most}) AS ids, last.created_at AS at, last.id
     FROM (SELECT count(*) AS n FROM looked) all_looked LEFT JOIN LATERAL (
       SELECT j.created_at, j.id FROM looked j ORDER BY j.created_at ${backwards}, j.id ${backwards} LIMIT 1) last ON n = ${size}`,
    holding.values,
  );
  return { ids: row?.ids ?? [], lookedTo: row?.at && row.id ? { at: row.at, id: row.id } : null };
}

/** All that hold it first, then their order: a plan that hopes to fill the page early would read the whole list in vain. */
async function readIndex(
  sql: SqlRunner,
  question: JobQuestion,
  text: string,
  cursor: Cursor | null,
  most: number,
  { indexWithinMs }: SearchLimits,
): Promise<string[] | null> {
  if (indexWithinMs === null) return null;
  const [filter, keyset] = narrowed({ ...question, found: null }, cursor);
  const named = `(SELECT j.id, j.created_at FROM ${narrowedSource(question.filters)} ${whereNamed(filter, text).sql} OFFSET 0) j`;
  const rows = await queryWithin<{ id: string }>(
    sql,
    indexWithinMs,
    `SELECT j.id FROM ${named} ORDER BY ${keyset.orderBy} LIMIT ${most}`,
    filter.values,
  );
  return rows ? rows.map(({ id }) => id) : null;
}
