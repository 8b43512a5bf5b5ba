import type { Actor, Family, RetryAdvice, Surface } from "#lib/vocabulary.ts";
import type { CatalogEntry, EntrySource } from "#server/catalog/types.ts";
import { extractPage, legacyLibrary, parsePage, skillPage, v2Spec } from "./documents.ts";

type Ground = Pick<CatalogEntry, "billed" | "billedDetail">;

/** The page's own rule: an extraction is charged for 200 and 206 only, a job only when it completes. */
export const notCharged: Ground = {
  billed: "no",
  billedDetail: "Credits are used for completed results only; errors and failed jobs use none.",
};

/** The rule is written for extractions and jobs; for the first API's parse no page states it. */
export const probablyNotCharged: Ground = {
  billed: "no",
  billedDetail: "Turned away before anything was processed; for parsing with the first API no page says so.",
};

/** The same rule, for failures inside that any call may meet, a parse of the first API among them. */
export const notChargedWhereSaid: Ground = {
  billed: "no",
  billedDetail: "Said of extractions, schemas and jobs; for parsing with the first API no page says it.",
};

/** A result, though not a whole one. */
export const charged: Ground = {
  billed: "yes",
  billedDetail: "A partial result is a result: 206 is charged like 200.",
};

/** A parse of the first API that broke inside: no page says. */
export const unsaid: Ground = {
  billed: "unknown",
  billedDetail: "For parsing with the first API no page says whether a failure inside is charged.",
};

/** What an entry says, in the order of a card. */
export interface Guide {
  id: string;
  title: string;
  meaning: string;
  family: Family;
  who: readonly [Actor, string];
  retry: readonly [RetryAdvice, string];
  ground: Ground;
  steps: readonly [string, string, ...string[]];
  sources: readonly EntrySource[];
  products?: readonly string[];
  surfaces?: readonly Surface[];
  status?: number;
  code?: string;
  signal?: string;
  kind?: CatalogEntry["kind"];
  caveat?: string;
}

/** A guide as the catalog keeps it. */
export function entry(guide: Guide): CatalogEntry {
  return {
    id: `landingai/${guide.id}`,
    provider: "landingai",
    title: guide.title,
    meaning: guide.meaning,
    family: guide.family,
    whoActs: guide.who[0],
    whoActsDetail: guide.who[1],
    retry: guide.retry[0],
    retryDetail: guide.retry[1],
    ...guide.ground,
    steps: [...guide.steps],
    products: [...(guide.products ?? [])],
    surfaces: [...(guide.surfaces ?? (["http"] as const))],
    status: guide.status ?? null,
    code: guide.code ?? null,
    signal: guide.signal ?? null,
    kind: guide.kind ?? "error",
    sources: [...guide.sources],
    ...(guide.caveat ? { caveat: guide.caveat } : {}),
  };
}

const inDocument =
  (document: string) =>
  (row: string): EntrySource => ({ document, row });

/** A row, heading or message of the page about extractions. */
export const row = inDocument(extractPage);
/** A row of the page about parsing. */
export const parseRow = inDocument(parsePage);
/** A row of the vendor's catalog of errors. */
export const skillRow = inDocument(skillPage);
/** A word of the second API. */
export const v2Row = inDocument(v2Spec);
/** A sentence of the retired library. */
export const legacyRow = inDocument(legacyLibrary);
