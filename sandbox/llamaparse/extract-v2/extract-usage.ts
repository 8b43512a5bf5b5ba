import { creditsAt, extractRate, parseRate } from "../credits.ts";
import { measureSchema } from "../data-schema.ts";
import { extensionOf } from "../file-record.ts";
import { backingParse } from "../job-input.ts";
import type { JobView } from "../job-view.ts";
import type { LlamaState } from "../state.ts";
import type { ExtractConfiguration } from "./extract-request.ts";

/**
 * The tier of the parse leg; null where there is none (turbo, text files). It follows the extract tier, except that
 * agentic_plus parses as agentic: so counts the vendor's own benchmark (github.com/run-llama/ExtractBench).
 */
export function parseTierOf(view: JobView): string | null {
  const { tier, documentName } = view.record;
  if (tier === "turbo" || ["txt", "md"].includes(extensionOf(documentName))) return null;
  const { parse_tier: stated } = view.record.config as ExtractConfiguration;
  return stated ?? (tier === "agentic_plus" ? "agentic" : tier);
}

/** Effective pages: from 200 fields on, agentic_plus bills a page several times (same source). */
export function billedPages(view: JobView): number {
  const { properties } = measureSchema((view.record.config as ExtractConfiguration).data_schema);
  const steps = view.record.tier === "agentic_plus" ? [200, 800, 1600, 2400] : [];
  return view.plan.pages * (1 + steps.filter((step) => properties > step).length);
}

/** `ExtractV2Job.Usage`: null figures until billing has recorded them. */
export function extractUsage(state: LlamaState, view: JobView) {
  const extractCredits = creditsAt(view, (extractRate(view.record.tier) * billedPages(view)) / view.plan.pages);
  if (extractCredits === null) return { credits: null, extract_credits: null, parse_credits: null };
  const parseCredits = parseLeg(state, view);
  return { credits: extractCredits + parseCredits, extract_credits: extractCredits, parse_credits: parseCredits };
}

/** A parse job may back several extract jobs; each of them reports its whole cost, as the vendor does. */
function parseLeg(state: LlamaState, view: JobView): number {
  const tier = parseTierOf(view);
  if (tier === null) return 0;
  if (view.record.input.from !== "parse-job") return creditsAt(view, parseRate(tier)) ?? 0;
  const parse = backingParse(state, view, tier);
  return creditsAt(parse, parseRate(parse.record.tier)) ?? 0;
}
