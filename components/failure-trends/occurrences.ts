import type { Family } from "#lib/vocabulary.ts";

interface Occurrences {
  /** An entry's id; empty = recognised as none. */
  entry: string;
  family: Family | null;
  /** A stretch of time to narrow to; the screen's range without it. */
  stretch?: { at: number; lengthMs: number };
}

/** The address of the single failures behind a stripe or a cell. */
export function occurrencesOf({ entry, family, stretch }: Occurrences): string {
  const query = new URLSearchParams({ view: "single" });
  if (entry) query.set("entry", entry);
  // Failures that are recognised as no entry still have a family.
  if (family || !entry) query.set("family", family ?? "unclassified");
  if (stretch) {
    query.set("from", new Date(stretch.at).toISOString());
    query.set("to", new Date(stretch.at + stretch.lengthMs).toISOString());
  }
  return `/failures?${query}`;
}
