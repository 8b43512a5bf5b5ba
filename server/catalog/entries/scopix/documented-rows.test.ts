import { describe, expect, it } from "vitest";
import { errorPage } from "./documents.ts";
import { documentedCodes, documentedStatuses, documentedTopics } from "./fixtures/documented-rows.ts";
import { scopixEntries } from "./index.ts";

function entriesWithRow(row: string): string[] {
  return scopixEntries
    .filter(({ sources }) => sources.some((source) => source.document === errorPage && source.row === row))
    .map(({ id }) => id);
}

describe("Scopix's page about errors", () => {
  it("has 11 codes and 14 statuses", () => {
    expect([documentedCodes.length, documentedStatuses.length]).toEqual([11, 14]);
  });

  it.each([...documentedCodes, ...documentedStatuses])("leads from “$row” to exactly one entry", (documented) => {
    expect(entriesWithRow(documented.row)).toEqual([documented.entry]);
    // Two rows of the page share this sentence: the code and the status of a time-out.
    expect(entriesWithRow(documented.description)).toContain(documented.entry);
  });

  it.each(documentedTopics)("leads from the topic “%s” to exactly one entry", (topic) => {
    expect(entriesWithRow(topic)).toHaveLength(1);
  });

  it("says of no used-up allowance that waiting helps", () => {
    for (const code of ["USAGE_LIMIT_EXCEEDED", "STORAGE_QUOTA_EXCEEDED"]) {
      expect(scopixEntries.find((entry) => entry.code === code)?.retry).toBe("after_change");
    }
  });
});
