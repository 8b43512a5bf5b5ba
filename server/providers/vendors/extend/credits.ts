import type { BillableJob, CreditFact } from "../../contract.ts";
import type { WireUsage } from "./wire.ts";

/**
 * Credits a page by product and engine: docs.extend.ai/2025-04-21/product/general/how-credits-work (2026-11-20). The
 * engine is the tier. Parse light is 0.3 on that page and 0.5 on the newer model pages; the newer figure is used.
 * `parse_auto` costs 0.5 to 2, so it has no rate. Edit has one engine.
 */
export const creditsPerPage: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  parse: { parse_performance: 2, parse_light: 0.5 },
  extract: { extraction_performance: 3, extraction_light: 0.7 },
  classify: { classification_performance: 1, classification_light: 0.3 },
  split: { splitting_performance: 2, splitting_light: 0.5 },
  edit: { edit: 2 },
};

/** What runs when the request names no engine (ParseConfigEngine.d.ts, ExtractBaseProcessor.d.ts and its siblings). */
const defaultEngine: Readonly<Record<string, string>> = {
  parse: "parse_performance",
  extract: "extraction_performance",
  classify: "classification_performance",
  split: "splitting_performance",
  edit: "edit",
};

/**
 * What `usage` says of one run (RunUsage.d.ts). `credits` is the run's own line item and the only figure that may be
 * summed: `totalCredits` repeats the runs it caused (an extract's parse). A workflow run has no line item of its own,
 * its `credits` repeat its child runs: the workflow counts 0, the parts go into the breakdown, the children carry them. The
 * same goes for batches and evaluations, whose samples name no usage at all.
 * `usage` is null unless the run was PROCESSED; null is not said, never 0.
 */
export function reportedCredits(
  vocabulary: string,
  runId: string,
  usage: WireUsage | null | undefined,
): CreditFact | null {
  if (!usage || typeof usage.credits !== "number") return null;
  const parts = (usage.breakdown ?? []).filter((entry) => entry !== null);
  const breakdown: Record<string, number> = {};
  for (const { object, credits } of parts) breakdown[object] = (breakdown[object] ?? 0) + credits;
  const named = Object.keys(breakdown).length > 0 ? breakdown : null;
  if (parents.has(vocabulary)) {
    const rule = `No line item of its own; its runs used ${usage.credits} credits.`;
    return { source: "reported", credits: 0, breakdown: named ?? { child_runs: usage.credits }, rule };
  }
  const caused = parts.filter(({ id }) => id !== runId);
  const rule = caused.length === 0 ? null : `Own line item; ${caused.map(({ id }) => id).join(", ")} counted apart.`;
  return { source: "reported", credits: usage.credits, breakdown: named, rule };
}

/** Runs that only hold others. */
const parents: ReadonlySet<string> = new Set([
  "workflow_run",
  "batch_run",
  "batch_processor_run",
  "evaluation_set_run",
]);

const unknown: CreditFact = { source: "unknown", credits: null, breakdown: null, rule: null };

/**
 * The run's own line item by the published price. Surcharges (agents, review, Race, advanced Excel) and the parse that
 * other products cause are left out: neither shows in what is known of the run.
 */
export function estimateCredits(job: Omit<BillableJob, "vocabulary">): CreditFact {
  const engine = job.tier ?? defaultEngine[job.product];
  const rates = Object.hasOwn(creditsPerPage, job.product) ? creditsPerPage[job.product] : undefined;
  const rate = engine !== undefined && rates && Object.hasOwn(rates, engine) ? rates[engine] : undefined;
  if (rate === undefined || job.pages === null) return unknown;
  const assumed = job.tier === null ? ", the default engine" : "";
  return {
    source: "estimated",
    credits: Math.round(job.pages * rate * 100) / 100,
    breakdown: null,
    rule: `${job.pages} pages × ${rate}, ${engine}${assumed}, without surcharges`,
  };
}
