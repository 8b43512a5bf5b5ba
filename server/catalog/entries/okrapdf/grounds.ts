import type { CatalogEntry, EntrySource } from "#server/catalog/types.ts";
import { errorPage, olderDocs, vendorServer } from "./documents.ts";

type Ground = Pick<CatalogEntry, "billed" | "billedDetail">;

/** The request was turned away before anything was processed. */
export const refusedEarly: Ground = {
  billed: "no",
  billedDetail: "Turned away before anything was processed.",
};

/** Work had begun; no page says what failed work costs. */
export const begun: Ground = {
  billed: "unknown",
  billedDetail: "Work may have begun, and no page of the vendor says whether failed work is charged.",
};

/** A row of the vendor's error page. */
export function row(text: string): EntrySource {
  return { document: errorPage, row: text };
}

/** A word of the older documentation. */
export function olderRow(text: string): EntrySource {
  return { document: olderDocs, row: text };
}

/** A word of the vendor's server or SDK. */
export function serverRow(text: string): EntrySource {
  return { document: vendorServer, row: text };
}
