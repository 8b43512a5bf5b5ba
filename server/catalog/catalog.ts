import { docketEntries } from "./entries/docket/index.ts";
import { extendEntries } from "./entries/extend/index.ts";
import { landingaiEntries } from "./entries/landingai/index.ts";
import { llamaparseEntries } from "./entries/llamaparse/index.ts";
import { okrapdfEntries } from "./entries/okrapdf/index.ts";
import { scopixEntries } from "./entries/scopix/index.ts";
import type { CatalogEntry, CatalogOwner } from "./types.ts";

/** Every entry, owner by owner, in the order of the vendors' documents. */
export const allEntries: readonly CatalogEntry[] = [
  ...llamaparseEntries,
  ...extendEntries,
  ...landingaiEntries,
  ...scopixEntries,
  ...okrapdfEntries,
  ...docketEntries,
];

const byId = new Map<string, CatalogEntry>(allEntries.map((entry) => [entry.id, entry]));

/** The entry of that id; undefined when there is none. */
export function entryById(id: string): CatalogEntry | undefined {
  return byId.get(id);
}

/** The entries of one vendor, or Docket's own. */
export function entriesFor(owner: CatalogOwner): CatalogEntry[] {
  return allEntries.filter((entry) => entry.provider === owner);
}
