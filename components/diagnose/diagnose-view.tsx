"use client";

import { type FormEvent, type KeyboardEvent, useState } from "react";
import { GuidanceFor } from "#components/guidance-card/guidance-for.tsx";
import { GuidanceSkeleton } from "#components/guidance-card/guidance-skeleton.tsx";
import { useSettled } from "#components/shell/use-settled.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Select } from "#components/ui/select.tsx";
import { messageOf } from "#lib/queries/client-error.ts";
import { type ProviderId, providerIds, providerLabels } from "#lib/vocabulary.ts";
import { GuessLine } from "./guess-line.tsx";
import { occurrenceOf } from "./read-evidence.ts";
import { useDiagnosis } from "./use-diagnosis.ts";

const providerItems = [
  { value: "guess", label: "Guess the provider" },
  ...providerIds.map((provider) => ({ value: provider, label: providerLabels[provider] })),
];

type Asked = { text: string; provider: ProviderId | undefined };

/** The Diagnose screen: one box for any error, the guidance under it. The text stays on this page. */
export function DiagnoseView() {
  const [text, setText] = useState("");
  const [provider, setProvider] = useState<ProviderId>();
  const [asked, setAsked] = useState<Asked | null>(null);
  const settled = useSettled(text.trim(), 400);
  const guess = useDiagnosis({ text: settled, provider });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() !== "") setAsked({ text: text.trim(), provider });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
  };
  return (
    <>
      <h2 className="mt-4 text-xl">Paste an error. Any error.</h2>
      <Card>
        <form onSubmit={submit}>
          <textarea
            data-search-field
            // biome-ignore lint/a11y/noAutofocus: the box is the whole screen, nothing stands before it
            autoFocus
            aria-label="The error"
            rows={5}
            maxLength={200_000}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            placeholder="A response body, a log line, a stack trace, a message, a status…"
            className="field-sizing-content block max-h-96 min-h-28 w-full resize-y rounded-t-card bg-transparent p-4 font-mono text-xs leading-relaxed -outline-offset-2"
          />
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line-faint border-t px-3 py-2.5 pl-4">
            <div className="min-w-0 flex-1 basis-60">
              <GuessLine result={settled === "" ? undefined : guess.data} given={provider !== undefined} />
            </div>
            <Select
              label="Provider"
              look="filter"
              items={providerItems}
              value={provider ?? "guess"}
              onChange={(next) => setProvider(providerIds.find((known) => known === next))}
            />
            <span className="max-sm:hidden">
              <Kbd>⌘ ↵</Kbd>
            </span>
            <Button type="submit" variant="primary" disabled={text.trim() === ""}>
              Diagnose
            </Button>
          </div>
        </form>
      </Card>
      {asked && <Diagnosis asked={asked} />}
    </>
  );
}

function Diagnosis({ asked }: { asked: Asked }) {
  const { data, error, refetch, isFetching } = useDiagnosis(asked);
  if (error) {
    return (
      <Card>
        <ErrorState what="It could not be diagnosed." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
      </Card>
    );
  }
  if (!data) return <GuidanceSkeleton />;
  return <GuidanceFor occurrence={occurrenceOf(data)} onDiagnose />;
}
