import type { CreditSource } from "#lib/vocabulary.ts";

/** What the vendor says a job consumed. `credits: null` with source `unknown` = not said (yet). */
export interface CreditFact {
  source: CreditSource;
  credits: number | null;
  /** Parts the vendor names, e.g. `{extract_credits: 30, parse_credits: 20}`. */
  breakdown: Record<string, number> | null;
  /** For an estimate: the rule, in words. */
  rule: string | null;
  /** The part of `credits` that was billed for a job others may stand on too; the ledger counts it once, under that job. */
  shared?: { vendorJobId: string; product: string; credits: number } | null;
}

/** What an estimate starts from. */
export interface BillableJob {
  vocabulary: string;
  product: string;
  tier: string | null;
  pages: number | null;
  /** The vendor's file or job it works on. */
  fileId?: string | null;
}

/** For how long a vendor hands out the results of some kinds of jobs, counted from their end. */
export interface ResultRetention {
  vocabularies: readonly string[];
  ms: number;
  source: string;
}
