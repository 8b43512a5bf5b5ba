import { kinds, type RunKind } from "./run-kinds.ts";
import { type RunRecord, runId } from "./run-record.ts";
import type { RunView } from "./run-view.ts";

/** Credits a page: docs.extend.ai/2025-04-21/product/general/how-credits-work, parse light by the newer model pages. */
const rates: Readonly<Record<string, number>> = {
  parse_performance: 2,
  parse_light: 0.5,
  extraction_performance: 3,
  extraction_light: 0.7,
  classification_performance: 1,
  classification_light: 0.3,
  splitting_performance: 2,
  splitting_light: 0.5,
  edit: 2,
};

interface Entry {
  object: string;
  id: string;
  credits: number;
  charges: { product: string; unit: string; quantity: number; credits: number }[];
}

/** The parse run an extract, classify or split on a fresh file causes. Its id follows from the run's own. */
export function causedParse(record: RunRecord): RunRecord {
  return {
    ...record,
    kind: "parse",
    engine: kinds.parse.engine,
    directives: lifeOnly(record.directives),
    config: {},
    batchId: "",
  };
}

/** The extract run inside a workflow run. */
export function workflowExtract(record: RunRecord): RunRecord {
  return {
    ...record,
    kind: "extract",
    engine: kinds.extract.engine,
    directives: lifeOnly(record.directives),
    config: {},
    batchId: "",
  };
}

/** A child takes no failure over from the run that made it. */
function lifeOnly(directives: string): string {
  return directives.replace(/\b(?:fail|ends)-\S+/g, "").trim();
}

function entryOf(record: RunRecord, pages: number): Entry {
  const credits = Math.round((rates[record.engine] ?? 0) * pages * 100) / 100;
  const charges = [{ product: record.engine, unit: "page", quantity: pages, credits }];
  return { object: kinds[record.kind].object, id: runId(record), credits, charges };
}

const withParse: readonly RunKind[] = ["extract", "classify", "split"];

/**
 * `RunUsage`: present on PROCESSED runs only. `credits` is the own line item and for a workflow the sum of its runs,
 * `totalCredits` adds the runs that were caused. `billed-failure` bills a failed run, which no document describes.
 */
export function usageOf({ record, status, plan }: RunView) {
  const { billedFailure, cacheHit } = plan.directives;
  const done = status === "PROCESSED" || status === "NEEDS_REVIEW" || status === "REJECTED";
  if (!(done || (status === "FAILED" && billedFailure)) || plan.billMs === null) return null;
  const breakdown = partsOf(record, plan.pages, cacheHit);
  const own = breakdown.find(({ object }) => object === kinds[record.kind].object);
  const totalCredits = Math.round(breakdown.reduce((sum, { credits }) => sum + credits, 0) * 100) / 100;
  return { credits: record.kind === "workflow" ? totalCredits : (own?.credits ?? 0), totalCredits, breakdown };
}

function partsOf(record: RunRecord, pages: number, cacheHit: boolean): Entry[] {
  if (record.kind === "workflow") return [entryOf(causedParse(record), pages), entryOf(workflowExtract(record), pages)];
  const own = entryOf(record, pages);
  return withParse.includes(record.kind) && !cacheHit ? [own, entryOf(causedParse(record), pages)] : [own];
}
