"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { GuidanceFor } from "#components/guidance-card/guidance-for.tsx";
import { GuidanceSkeleton } from "#components/guidance-card/guidance-skeleton.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { diagnose } from "#lib/queries/diagnose.ts";
import { type ProviderId, providerIds, providerLabels } from "#lib/vocabulary.ts";
import { diagnoseInputOf } from "./diagnose-input-of.ts";
import { occurrenceOf } from "./occurrence-of.ts";

/** One box: paste any error, get its guidance, or the honest word that it is not known. Nothing pasted is kept. */
export function DiagnoseView() {
  const [paste, setPaste] = useState("");
  const [provider, setProvider] = useState<ProviderId | null>(null);
  const asked = useMutation({
    mutationFn: () => diagnose(diagnoseInputOf(paste, provider)),
  });
  const ask = () => {
    if (paste.trim() !== "") asked.mutate();
  };
  return (
    <div className="mx-auto flex w-full max-w-190 flex-col gap-4 pt-2 md:pt-8">
      <h1 className="text-xl">Paste an error. Any error.</h1>
      <PasteBox
        paste={paste}
        onPaste={setPaste}
        provider={provider}
        onProvider={setProvider}
        busy={asked.isPending}
        guess={asked.data ? guessWords(asked.data) : null}
        onAsk={ask}
      />
      <div aria-live="polite">
        {asked.isPending && <GuidanceSkeleton />}
        {asked.error && (
          <Card>
            <ErrorState what="The diagnosis did not work." why={messageOf(asked.error)} onRetry={ask} />
          </Card>
        )}
        {asked.data && !asked.isPending && <GuidanceFor occurrence={occurrenceOf(asked.data)} onDiagnose />}
      </div>
    </div>
  );
}

/** "LlamaParse: recognised by …", from the reasons; who it was taken for when nothing told. */
function guessWords(result: DiagnoseResult): string {
  if (!result.provider) return "No vendor recognised in it.";
  const label = providerLabels[result.provider];
  const { reasons } = result.evidence;
  const sign = Array.isArray(reasons) ? reasons.find((each) => String(each).startsWith(`${label}: `)) : undefined;
  return typeof sign === "string" ? sign : label;
}

interface PasteBoxProps {
  paste: string;
  onPaste(text: string): void;
  provider: ProviderId | null;
  onProvider(provider: ProviderId | null): void;
  busy: boolean;
  guess: string | null;
  onAsk(): void;
}

function PasteBox({ paste, onPaste, provider, onProvider, busy, guess, onAsk }: PasteBoxProps) {
  function submit(event: FormEvent) {
    event.preventDefault();
    onAsk();
  }
  function askOnEnter(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) onAsk();
  }
  return (
    <Card className="overflow-hidden focus-within:border-line-control">
      <form onSubmit={submit}>
        <textarea
          aria-label="Error material"
          value={paste}
          onChange={(event) => onPaste(event.target.value)}
          onKeyDown={askOnEnter}
          rows={7}
          spellCheck={false}
          placeholder="A response body, a log line, a curl transcript, a stack trace, or only the message"
          className="block w-full resize-y bg-surface p-4 font-mono text-ink text-xs leading-relaxed placeholder:text-quiet"
        />
        <div className="flex flex-wrap items-center gap-3 border-line-faint border-t px-4 py-2.5">
          <p className="min-w-0 flex-1 text-quiet text-sm">{guess ?? "Nothing you paste is kept."}</p>
          <select
            aria-label="Provider"
            value={provider ?? ""}
            onChange={(event) => onProvider(providerIds.find((id) => id === event.target.value) ?? null)}
            className="h-control rounded-control border border-line bg-raised px-2 text-base text-ink"
          >
            <option value="">Guess the provider</option>
            {providerIds.map((id) => (
              <option key={id} value={id}>
                {providerLabels[id]}
              </option>
            ))}
          </select>
          <span className="hidden md:inline">
            <Kbd>⌘ ↵</Kbd>
          </span>
          <Button type="submit" variant="primary" busy={busy} disabled={paste.trim() === ""}>
            Diagnose
          </Button>
        </div>
      </form>
    </Card>
  );
}
