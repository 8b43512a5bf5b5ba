import type { CatalogEntry, EntrySource } from "#server/catalog/types.ts";
import { apiPage, parsePage, sdkTypes } from "./documents.ts";

type Ground = Pick<CatalogEntry, "billed" | "billedDetail">;

/** The request was turned away before a run existed. */
export const refusedEarly: Ground = {
  billed: "no",
  billedDetail: "Turned away before a run existed, so nothing was processed.",
};

/**
 * A run, or a synchronous call, that failed while it was processed. `usage` is filled for PROCESSED runs only, and no page
 * says whether the work up to the failure is billed (extend-ai 1.17.0, ParseRun.d.ts; how-credits-work, 2026-11-20).
 */
export const failedRun: Ground = {
  billed: "unknown",
  billedDetail: "A failed run reports no usage, and no page of the vendor says whether it is billed.",
};

/** Credits ran out while a run was under way. */
export const outOfCredits: Ground = {
  billed: "unknown",
  billedDetail:
    "Steps that had finished before the credits ran out may have been charged; the run itself reports nothing.",
};

/** A run that ended well and is charged like any other. */
export const chargedRun: Ground = {
  billed: "yes",
  billedDetail: "The run was processed, and processed runs are charged by the page.",
};

/** A row of the vendor's error page for parse. */
export function row(text: string): EntrySource {
  return { document: parsePage, row: text };
}

/** A code of the page about all endpoints. */
export function apiRow(text: string): EntrySource {
  return { document: apiPage, row: text };
}

/** A failure reason of the SDK's types, or a sentence its code writes. */
export function sdkRow(text: string): EntrySource {
  return { document: sdkTypes, row: text };
}
