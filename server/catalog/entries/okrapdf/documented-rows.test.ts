import { describe, expect, it } from "vitest";
import { errorPage } from "./documents.ts";
import { documentedTopics, generalCodes, structuredCodes } from "./fixtures/documented-rows.ts";
import { okrapdfEntries } from "./index.ts";

const withRow = (row: string) =>
  okrapdfEntries
    .filter(({ sources }) => sources.some((source) => source.document === errorPage && source.row === row))
    .map(({ id }) => id);

describe("okraPDF's page about errors", () => {
  it("has 9 codes of every endpoint and 4 of extractions", () => {
    expect([generalCodes.length, structuredCodes.length]).toEqual([9, 4]);
  });

  it.each([...generalCodes, ...structuredCodes])("leads from $row, “$description”, to $entry", (documented) => {
    expect(withRow(documented.description)).toEqual([documented.entry]);
    expect(withRow(documented.row)).toContain(documented.entry);
    expect(okrapdfEntries.find(({ id }) => id === documented.entry)?.status).toBe(documented.status);
  });

  it("gives two codes two entries each, one by table", () => {
    for (const code of ["SCHEMA_VALIDATION_FAILED", "TIMEOUT"]) expect(withRow(code)).toHaveLength(2);
  });

  it.each(documentedTopics)("leads from the topic “%s” to exactly one entry", (topic) => {
    expect(withRow(topic)).toHaveLength(1);
  });

  it("says yes to a retry where the page does, and to no other of its codes", () => {
    const retried = [...generalCodes, ...structuredCodes].filter(
      ({ entry }) => okrapdfEntries.find(({ id }) => id === entry)?.retry === "yes",
    );
    expect(retried.map(({ entry }) => entry)).toEqual([
      "okrapdf/rate-limited",
      "okrapdf/internal-error",
      "okrapdf/timed-out",
    ]);
  });
});
