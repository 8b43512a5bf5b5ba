import type { DiagnoseInput } from "#lib/contracts/diagnose.ts";
import type { ProviderId } from "#lib/vocabulary.ts";

/** The most a paste may hold; more is cut, because the sign is always near the start of what was copied. */
const maxPasteLength = 64 * 1024;

/** What is sent for a paste: the text as it is, with the provider only where somebody chose one. */
export function diagnoseInputOf(paste: string, provider: ProviderId | null): DiagnoseInput {
  return { text: paste.slice(0, maxPasteLength), ...(provider ? { provider } : {}) };
}
