import type { MarkShape } from "#components/ui/mark.tsx";
import type { KeyTestResult } from "#lib/contracts/keys.ts";

interface TestLook {
  label: string;
  shape: MarkShape;
  mark: string;
  word: string;
}

/** How the outcome of a key's test looks and reads. */
export const keyTestLooks: Record<KeyTestResult, TestLook> = {
  works: { label: "works", shape: "circle", mark: "text-ok", word: "text-ink" },
  refused: { label: "refused", shape: "diamond", mark: "text-bad", word: "text-bad" },
  region_mismatch: { label: "wrong region", shape: "hollow-diamond", mark: "text-bad", word: "text-bad" },
  rate_limited: { label: "rate limited", shape: "half", mark: "text-warn", word: "text-warn" },
  unreachable: { label: "unreachable", shape: "cross", mark: "text-bad", word: "text-bad" },
  unexpected: { label: "unexpected answer", shape: "square", mark: "text-warn", word: "text-warn" },
};
