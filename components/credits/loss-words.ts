import type { LossKind } from "#lib/contracts/credits.ts";

/** A kind of loss in a word or two, and what it means. */
export const lossWords: Record<LossKind, { label: string; meaning: string }> = {
  failed: { label: "Failed, billed", meaning: "The job failed and was billed." },
  leg: { label: "Shared parse", meaning: "A parse that jobs share was billed, and none of them ended well." },
  caller_gone: { label: "Caller gone", meaning: "The work was done, and its caller had left." },
  duplicate: { label: "Billed twice", meaning: "The same bytes were sent again within a quarter of an hour." },
  expired: { label: "Never fetched", meaning: "Nobody read the result while the vendor kept it." },
  partial: { label: "Partial", meaning: "Pages were billed and are missing from the result." },
};
