import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { diagnose } from "./diagnose.ts";

/** What one line of input gives: a diagnosis, or why there is none. */
type LineAnswer = DiagnoseResult | { error: { code: "invalid_input"; message: string; line: number } };

/**
 * Diagnoses one line: JSON (an input object, a vendor's body or a text), or else a paste as it is. `line` counts from 1.
 * A line that begins like a JSON object and is none is an error, not a paste; Python's `{'detail': …}` is a paste.
 */
export function diagnoseLine(text: string, line: number): LineAnswer {
  const invalid = (message: string) => ({ error: { code: "invalid_input" as const, message, line } });
  if (text.trim() === "") return invalid("The line is empty.");
  const parsed = parse(text);
  if (!parsed && /^\s*\{(?!\s*')/.test(text))
    return invalid("The line begins like a JSON object and is not valid JSON.");
  return (
    diagnose(parsed ? parsed.value : text) ?? invalid("Expected a JSON object or a text, got another kind of JSON.")
  );
}

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
