import type { GuidanceOccurrence } from "#components/guidance-card/guidance-occurrence.ts";
import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";

/** A diagnosis as the guidance card takes it: an occurrence nobody recorded. */
export function occurrenceOf(result: DiagnoseResult): GuidanceOccurrence {
  const { evidence, entry } = result;
  return {
    match: result.match,
    entryId: entry?.id ?? null,
    title: entry?.title,
    family: entry?.family,
    provider: result.provider ?? undefined,
    message: text(evidence.message),
    code: text(evidence.code),
    status: typeof evidence.status === "number" ? evidence.status : null,
    operation: text(evidence.operation),
    product: text(evidence.product),
    requestId: result.requestId ?? null,
    rule: result.rule,
    evidence,
    reasons: texts(evidence.reasons),
  };
}

/** What the vendor was recognised by: "the class name", "the id prefix ext-". */
export function providerSigns(result: DiagnoseResult): string[] {
  return texts(result.evidence.providerSigns);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
