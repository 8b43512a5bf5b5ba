"use client";

import { Sparkles } from "lucide-react";
import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { providerSigns } from "./read-evidence.ts";

/** The strongest signs come first; the whole list is under "Why we say so". */
const shownSigns = 2;

interface GuessLineProps {
  result: DiagnoseResult | undefined;
  /** The operator named the provider. */
  given: boolean;
}

/** Whose error it looks like, and by what it was recognised. */
export function GuessLine({ result, given }: GuessLineProps) {
  return (
    <p aria-live="polite" className="flex min-w-0 items-center gap-2 text-soft text-sm">
      <Sparkles aria-hidden strokeWidth={1.75} className="size-3.5 shrink-0" />
      <span className="min-w-0">{given ? "Provider given" : wordsOf(result)}</span>
    </p>
  );
}

function wordsOf(result: DiagnoseResult | undefined): string {
  if (!result) return "The provider is guessed from the text";
  if (!result.provider) return "Nothing in it tells the provider; name it if you know it";
  const product = typeof result.evidence.product === "string" ? `, ${result.evidence.product}` : "";
  const signs = providerSigns(result).slice(0, shownSigns);
  return `${providerLabels[result.provider]}${product}${signs.length > 0 ? `: by ${signs.join(" and ")}` : ""}`;
}
