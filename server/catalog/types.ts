import type { Actor, BilledAnswer, Family, ProviderId, RetryAdvice, Surface } from "#lib/vocabulary.ts";

/** A vendor document an entry was written from. */
export interface SourceDocument {
  /** Short stable name used in `sources[].document`, e.g. `llamaparse-troubleshooting`. */
  id: string;
  title: string;
  /** Public address of the vendor's page; null when the material has no page (an SDK's types, say). */
  url: string | null;
  /** ISO date on which we last compared the entries with the document. */
  checkedOn: string;
}

/** One row of a vendor document an entry answers for. */
export interface EntrySource {
  document: string;
  /** The row's own text, verbatim: the code, message or heading. */
  row: string;
}

/** `docket` owns the entries for failures that never reached a vendor (network, time-outs, our own refusals). */
export type CatalogOwner = ProviderId | "docket";

/**
 * The resolution guidance for one kind of failure. Ids are `<provider>/<slug>` and never change meaning.
 * All prose is our own; only `sources[].row` and `signals` quote the vendor.
 */
export interface CatalogEntry {
  id: `${CatalogOwner}/${string}`;
  provider: CatalogOwner;
  /** One plain sentence without a full stop: what happened, as an operator would say it. */
  title: string;
  /** What it means, one to three sentences. */
  meaning: string;
  family: Family;
  whoActs: Actor;
  /** What `whoActs` has to do, one short sentence ("The caller: unlock the PDF."). */
  whoActsDetail: string;
  retry: RetryAdvice;
  /** One short sentence: when and how to retry, or why not. */
  retryDetail: string;
  billed: BilledAnswer;
  /** One short sentence naming the ground for `billed`. */
  billedDetail: string;
  /** Numbered steps, most likely cure first. */
  steps: string[];
  /** Products it can happen in; empty = any. */
  products: string[];
  surfaces: Surface[];
  /** HTTP status in the vendor's document; null for job failures and symptoms. */
  status: number | null;
  /** The vendor's code, when it has one. */
  code: string | null;
  /** The vendor's message or message template, verbatim, `...` where it varies; null when none is documented. */
  signal: string | null;
  /** `symptom` entries describe something no error text announces (stuck job, poor quality, silent webhook). */
  kind: "error" | "symptom" | "status";
  sources: EntrySource[];
  /** A disagreement between sources, or an assumption, in one sentence; shown on the card. */
  caveat?: string;
}
