/**
 * The catalog: resolution guidance for every failure Docket knows, as typed data.
 * It owns the entries, the documents they were written from, and the search over both. It must not touch the
 * database, read what happened to anyone, or decide which entry an error belongs to: that is the classifier's part.
 */
export { allEntries, entriesFor, entryById } from "./catalog.ts";
export { allDocuments, documentById } from "./documents.ts";
export { searchEntries } from "./search-entries.ts";
export type { CatalogEntry } from "./types.ts";
