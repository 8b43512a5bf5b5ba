import type { KeyAsideReason } from "#lib/contracts/keys.ts";

/** Why a key stepped aside, in words: after its name, and as a sentence. */
export const asideWords: Record<KeyAsideReason, { word: string; verb: string; detail: string }> = {
  refused: {
    word: "refused (401), stepped aside",
    verb: "is refused by the vendor (401)",
    detail: "The vendor refuses it (401).",
  },
  unpaid: {
    word: "no credits (402), stepped aside",
    verb: "has no credits left (402)",
    detail: "Its account has no credits (402).",
  },
};
