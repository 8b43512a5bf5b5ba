/**
 * The classifier: from error material of any shape to the catalog entry it belongs to, with the rule and the evidence.
 * Pure: it reads no clock, no database and no configuration, and never guesses; what it does not know is `none`.
 */
import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { type FailureKnowledge, providers } from "#server/providers/index.ts";
import { classifyWith } from "./classify.ts";
import type { Material } from "./gather-facts.ts";

export { diagnose } from "./diagnose.ts";
export { diagnoseLine } from "./diagnose-line.ts";
export { explain } from "./explain.ts";
export type { Material } from "./gather-facts.ts";
export { makeLineAnswerer } from "./make-line-answerer.ts";

/** Classifies error material, with everything the registered vendors' folders know. Never throws. */
export function classify(input: Material, knowledge: readonly FailureKnowledge[] = providers): DiagnoseResult {
  return classifyWith(input, knowledge);
}
