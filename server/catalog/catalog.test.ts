import { describe, expect, it } from "vitest";
import { actors, billedAnswers, families, providerIds, retryAdvices, surfaces } from "#lib/vocabulary.ts";
import { documentedRows, documentedTopics } from "./entries/llamaparse/fixtures/documented-rows.ts";
import { allDocuments, allEntries, documentById, entriesFor, entryById } from "./index.ts";
import type { CatalogOwner } from "./types.ts";

const vendorPage = "llamaparse-troubleshooting";

function entriesWithRow(row: string): string[] {
  return allEntries
    .filter(({ sources }) => sources.some((source) => source.document === vendorPage && source.row === row))
    .map(({ id }) => id);
}

describe("every entry", () => {
  it("has an id of its own, made of its owner and a slug", () => {
    expect(new Set(allEntries.map(({ id }) => id)).size).toBe(allEntries.length);
    for (const { id, provider } of allEntries) expect(id).toMatch(new RegExp(`^${provider}/[a-z0-9]+(-[a-z0-9]+)*$`));
  });

  it.each(allEntries.map((entry) => [entry.id, entry] as const))("%s says everything a card needs", (_, entry) => {
    for (const text of [entry.title, entry.meaning, entry.whoActsDetail, entry.retryDetail, entry.billedDetail]) {
      expect(text.trim().length).toBeGreaterThan(8);
    }
    expect(entry.title).not.toMatch(/\.$/);
    expect(entry.steps.length).toBeGreaterThanOrEqual(2);
    expect(entry.steps.length).toBeLessThanOrEqual(5);
    for (const step of entry.steps) expect(step.trim().length).toBeGreaterThan(12);
    expect(families).toContain(entry.family);
    expect(actors).toContain(entry.whoActs);
    expect(retryAdvices).toContain(entry.retry);
    expect(billedAnswers).toContain(entry.billed);
    expect(entry.surfaces.length).toBeGreaterThan(0);
    for (const surface of entry.surfaces) expect(surfaces).toContain(surface);
    if (entry.caveat !== undefined) expect(entry.caveat.trim()).not.toBe("");
  });

  it("names documents that exist, and a row of each", () => {
    for (const { id, sources } of allEntries) {
      expect(sources.length, id).toBeGreaterThan(0);
      for (const { document, row } of sources) {
        expect(documentById(document), `${id}: ${document}`).toBeDefined();
        expect(row.trim(), id).not.toBe("");
      }
    }
  });

  it("keeps waiting out of quota: no plan limit is answered with a plain retry", () => {
    for (const entry of allEntries.filter(({ family }) => family === "quota")) expect(entry.retry).toBe("after_change");
  });

  it("uses no vendor sentence as guidance", () => {
    const quoted = allEntries
      .flatMap(({ signal, sources }) => [signal, ...sources.map(({ row }) => row)])
      .filter((text): text is string => text !== null && text.length > 40);
    for (const entry of allEntries) {
      const prose = [
        entry.title,
        entry.meaning,
        entry.whoActsDetail,
        entry.retryDetail,
        entry.billedDetail,
        ...entry.steps,
      ];
      expect(
        quoted.filter((quote) => prose.some((text) => text.includes(quote))),
        entry.id,
      ).toEqual([]);
    }
  });
});

describe("the vendor's error page", () => {
  it("has 66 rows", () => expect(documentedRows).toHaveLength(66));

  it.each(documentedRows)("leads from “$row” ($section) to exactly one entry", ({ row, status }) => {
    const ids = entriesWithRow(row);
    expect(ids).toHaveLength(1);
    const entry = entryById(ids[0] ?? "");
    expect(entry?.status).toBe(status);
  });

  it.each(documentedTopics.map((topic) => [topic]))("leads from the topic “%s” to exactly one entry", (topic) => {
    expect(entriesWithRow(topic)).toHaveLength(1);
  });

  it("has an entry of its own for every row", () => {
    const ids = documentedRows.map(({ row }) => entriesWithRow(row)[0]);
    expect(new Set(ids).size).toBe(66);
  });
});

describe("the catalog", () => {
  it("finds entries by id and by owner", () => {
    expect(entryById("llamaparse/no-quota-left")?.status).toBe(402);
    expect(entryById("llamaparse/nonesuch")).toBeUndefined();
    expect(entriesFor("docket").every(({ provider }) => provider === "docket")).toBe(true);
    const owned = ["docket", ...providerIds].map((owner) => entriesFor(owner as CatalogOwner).length);
    expect(owned.reduce((sum, count) => sum + count, 0)).toBe(allEntries.length);
  });

  it("dates every document, and gives an https address or none", () => {
    expect(new Set(allDocuments.map(({ id }) => id)).size).toBe(allDocuments.length);
    for (const { checkedOn, url } of allDocuments) {
      expect(checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(url ?? "https://").toMatch(/^https:\/\//);
    }
  });
});
