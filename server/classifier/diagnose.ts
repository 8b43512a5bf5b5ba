import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { readDiagnoseInput } from "#lib/contracts/read-diagnose-input.ts";
import { type FailureKnowledge, providers } from "#server/providers/index.ts";
import { classifyWith } from "./classify.ts";
import { explain } from "./explain.ts";

/**
 * Diagnoses whatever somebody sends: an input object, a bare vendor body, or a text. The evidence also says what of
 * the input was not usable (`ignored`) and why this entry was chosen (`reasons`). Null when there is nothing to
 * diagnose: neither an object nor a text.
 */
export function diagnose(raw: unknown, knowledge: readonly FailureKnowledge[] = providers): DiagnoseResult | null {
  const read = readDiagnoseInput(raw);
  if (!read) return null;
  const result = classifyWith(read.input, knowledge);
  // The evidence was made for this diagnosis, so it may be added to.
  const { evidence } = result;
  if (read.issues.length > 0) evidence.ignored = read.issues;
  evidence.reasons = explain(result);
  return result;
}
