import { entryById } from "#server/catalog/index.ts";

/** What a failure is called on screen: its entry's title, else the vendor's own words, else that nobody knows. */
export function titleOf(entryId: string | null, message: string | null): string {
  const entry = entryId ? entryById(entryId) : null;
  if (entry) return entry.title;
  return message ? message.slice(0, 160) : "Unclassified failure";
}
