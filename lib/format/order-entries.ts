import type { CatalogList } from "#lib/contracts/catalog.ts";
import { providerIds } from "#lib/vocabulary.ts";

type Row = CatalogList["items"][number];

/** Entries by owner (vendors in their usual order, Docket last), what happened lately first, then by title. */
export function orderEntries(entries: readonly Row[]): Row[] {
  return entries.toSorted(
    (a, b) => rankOf(a.provider) - rankOf(b.provider) || b.last24h - a.last24h || a.title.localeCompare(b.title, "en"),
  );
}

function rankOf(owner: string): number {
  const place = (providerIds as readonly string[]).indexOf(owner);
  return place === -1 ? providerIds.length : place;
}
