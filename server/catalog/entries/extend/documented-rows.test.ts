import { describe, expect, it } from "vitest";
import { parsePage } from "./documents.ts";
import {
  customCodes,
  documentedRows,
  documentedTopics,
  statusHeadings,
  statusReasons,
} from "./fixtures/documented-rows.ts";
import { extendEntries } from "./index.ts";

function entriesWithRow(row: string): string[] {
  return extendEntries
    .filter(({ sources }) => sources.some((source) => source.document === parsePage && source.row === row))
    .map(({ id }) => id);
}

describe("Extend's page about parse errors", () => {
  it("has 11 codes, 17 reasons, 5 statuses and 13 topics", () => {
    expect([customCodes, statusReasons, statusHeadings, documentedTopics].map(({ length }) => length)).toEqual([
      11, 17, 5, 13,
    ]);
  });

  it.each(documentedRows)("leads from “$row” to exactly one entry", ({ row, entry, status, code }) => {
    expect(entriesWithRow(row)).toEqual([entry]);
    const found = extendEntries.find(({ id }) => id === entry);
    expect(found?.status).toBe(status);
    if (code !== null && found?.code) expect(found.code).toBe(code);
  });

  it.each(documentedTopics)("leads from the topic “%s” to exactly one entry", (topic) => {
    expect(entriesWithRow(topic)).toHaveLength(1);
  });

  it("has no row besides these, but the rule's own short form", () => {
    const known = new Set([...documentedRows.map(({ row }) => row), ...documentedTopics, "any 5xx"]);
    const named = extendEntries.flatMap(({ sources }) => sources).filter(({ document }) => document === parsePage);
    expect(named.filter(({ row }) => !known.has(row))).toEqual([]);
  });

  it("calls retryable what the page does, and nothing else of its codes", () => {
    const retried = customCodes.filter(({ entry }) => extendEntries.find(({ id }) => id === entry)?.retry === "yes");
    expect(retried.map(({ row }) => row)).toEqual(["OCR_ERROR", "CHUNKING_ERROR", "INTERNAL_ERROR"]);
  });

  it("says of no failed run whether it was billed, because the vendor does not", () => {
    for (const { entry } of customCodes) expect(extendEntries.find(({ id }) => id === entry)?.billed).toBe("unknown");
  });
});
