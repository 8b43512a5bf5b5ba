"use client";

import { Check, TicketCheck } from "lucide-react";
import { useState } from "react";
import { copyText } from "#components/ui/copy-text.ts";
import { toastFailed } from "#components/ui/toast-manager.ts";

/** Copies the text for the vendor's support. */
export function TicketButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const done = await copyText(text);
    setCopied(done);
    if (!done) toastFailed("The ticket could not be copied", "The browser refused to use the clipboard.");
  };
  const Icon = copied ? Check : TicketCheck;
  return (
    <button
      type="button"
      onClick={copy}
      title="Ids, times and the vendor's own words; no file name, no secret"
      className="inline-flex gap-2 self-start text-accent text-sm hover:underline"
    >
      <Icon aria-hidden strokeWidth={1.75} className="mt-0.5 size-3.5 shrink-0" />
      <span aria-live="polite">{copied ? "Vendor ticket copied" : "Copy vendor ticket"}</span>
    </button>
  );
}
