import type { EntrySummary } from "#lib/contracts/catalog.ts";
import { type CatalogEntry, entryById } from "#server/catalog/index.ts";
import { AppError } from "#server/platform/index.ts";

/** An entry as lists show it. */
export function entrySummaryOf(entry: CatalogEntry): EntrySummary {
  const { id, provider, title, family, whoActs, retry, billed, code, status, kind } = entry;
  return { id, provider, title, family, whoActs, retry, billed, code, status, kind };
}

/** The entry of an id from outside. Throws `not_found`. */
export function requireEntry(id: string): CatalogEntry {
  const entry = entryById(id);
  if (!entry) throw new AppError("not_found", "There is no catalog entry with this id.");
  return entry;
}
