import type { CatalogEntry, EntrySource } from "#server/catalog/types.ts";
import { errorPage, olderEdition, olderSdk } from "./documents.ts";

type Ground = Pick<CatalogEntry, "billed" | "billedDetail">;

/** The request was turned away before anything was processed. */
export const refusedEarly: Ground = {
  billed: "no",
  billedDetail: "Turned away before anything was processed.",
};

/** Work had begun; no page says whether failed work counts against the month's allowance. */
export const begun: Ground = {
  billed: "unknown",
  billedDetail: "Work may have begun, and no page of the vendor says whether failed work is counted.",
};

/** A row of the vendor's error page. */
export function row(text: string): EntrySource {
  return { document: errorPage, row: text };
}

/** A word of the older edition. */
export function olderRow(text: string): EntrySource {
  return { document: olderEdition, row: text };
}

/** A word of the older edition's SDK. */
export function sdkRow(text: string): EntrySource {
  return { document: olderSdk, row: text };
}
