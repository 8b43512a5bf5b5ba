import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { entryById } from "#server/catalog/index.ts";

/** What a result says of an entry. */
export interface Guidance {
  match: DiagnoseResult["match"];
  /** The same object in each result, so nobody may change it. */
  entry: NonNullable<DiagnoseResult["entry"]>;
}

/** The guidance of an entry; null when the catalog lacks it. */
export function guidanceOf(entryId: string): Guidance | null {
  const found = entryById(entryId);
  if (!found) return null;
  const { id, kind, title, family, whoActs, retry, billed } = found;
  const sources = found.sources.map(({ document, row }) => ({ document, row }));
  // Some sentences say no more than their status does; what they lead to is the status's own guidance.
  return {
    match: kind === "status" ? "status" : "entry",
    entry: { id, title, family, whoActs, retry, billed, sources },
  };
}
