import { describe, expect, it } from "vitest";
import { extractPage } from "./documents.ts";
import { documentedErrors, documentedTopics } from "./fixtures/documented-rows.ts";
import { landingaiEntries } from "./index.ts";

const withRow = (row: string) =>
  landingaiEntries
    .filter(({ sources }) => sources.some((source) => source.document === extractPage && source.row === row))
    .map(({ id }) => id);
const entryOf = (id: string) => landingaiEntries.find((entry) => entry.id === id);

describe("LandingAI's page about extractions", () => {
  it("has 27 messages", () => expect(documentedErrors).toHaveLength(27));

  it.each(documentedErrors)("leads from “$message” to exactly one entry", ({ heading, message, status, entry }) => {
    expect(withRow(message)).toEqual([entry]);
    if (heading !== null) expect(withRow(heading)).toEqual([entry]);
    expect(entryOf(entry)?.status).toBe(status);
  });

  it.each(documentedTopics)("leads from “%s” to exactly one entry", (topic) => {
    expect(withRow(topic)).toHaveLength(1);
  });

  it("has no row besides these", () => {
    const known = new Set([
      ...documentedTopics,
      ...documentedErrors.flatMap(({ heading, message }) => [heading, message]),
    ]);
    const named = landingaiEntries.flatMap(({ sources }) => sources).filter(({ document }) => document === extractPage);
    expect(named.map(({ row }) => row).filter((row) => !known.has(row))).toEqual([]);
  });

  it("charges for 206 and for nothing that failed", () => {
    for (const { entry, status } of documentedErrors)
      expect(entryOf(entry)?.billed).toBe(status === 206 ? "yes" : "no");
  });

  it("advises to retry as the page does: the rate limit and the vendor's own errors", () => {
    const retried = landingaiEntries.filter(
      ({ retry, sources }) => retry === "yes" && sources.some(({ document }) => document === extractPage),
    );
    expect(retried.map(({ id }) => id).sort()).toEqual([
      "landingai/http-429",
      "landingai/http-500",
      "landingai/rate-limited",
    ]);
  });
});
