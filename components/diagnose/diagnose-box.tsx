"use client";

import { type FormEvent, type KeyboardEvent, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Select } from "#components/ui/select.tsx";
import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { type ProviderId, providerIds, providerLabels } from "#lib/vocabulary.ts";
import { GuessLine } from "./guess-line.tsx";

const maxLength = 200_000;
const providerItems = [
  { value: "guess", label: "Guess the provider" },
  ...providerIds.map((provider) => ({ value: provider, label: providerLabels[provider] })),
];

interface DiagnoseBoxProps {
  text: string;
  provider: ProviderId | undefined;
  /** What the text looks like so far. */
  guess: DiagnoseResult | undefined;
  onText: (text: string) => void;
  onProvider: (provider: ProviderId | undefined) => void;
  onSubmit: () => void;
  onClear: () => void;
}

/** The box an error is pasted into, and under it whose it looks like. */
export function DiagnoseBox({ text, provider, guess, onText, onProvider, onSubmit, onClear }: DiagnoseBoxProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const empty = text.trim() === "";
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!empty) onSubmit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
  };
  const clear = () => {
    onClear();
    box.current?.focus();
  };
  return (
    <Card>
      <form onSubmit={submit}>
        <textarea
          ref={box}
          data-search-field
          // biome-ignore lint/a11y/noAutofocus: the box is the whole screen, nothing stands before it
          autoFocus
          aria-label="The error"
          rows={5}
          maxLength={maxLength}
          spellCheck={false}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder="A response body, a log line, a stack trace, a message, a status…"
          className="field-sizing-content block max-h-96 min-h-28 w-full resize-y rounded-t-card bg-transparent p-4 font-mono text-xs leading-relaxed -outline-offset-2"
        />
        {text.length >= maxLength && (
          <p role="status" className="px-4 pb-2 text-warn text-sm">
            The box holds {maxLength.toLocaleString("en")} characters; the end of the text was left out. Paste the last
            part of the log.
          </p>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line-faint border-t px-3 py-2.5 pl-4">
          <div className="min-w-0 flex-1 basis-60">
            <GuessLine result={guess} given={provider !== undefined} />
          </div>
          <div className="flex items-center gap-2 max-sm:w-full max-sm:justify-end">
            {text !== "" && (
              <Button variant="ghost" onClick={clear}>
                Clear
              </Button>
            )}
            <Select
              label="Provider"
              look="filter"
              items={providerItems}
              value={provider ?? "guess"}
              onChange={(next) => onProvider(providerIds.find((known) => known === next))}
            />
            <span className="flex gap-1 max-sm:hidden" title="Ctrl or ⌘ and Enter">
              <Kbd>⌘ / Ctrl</Kbd>
              <Kbd>↵</Kbd>
            </span>
            <Button type="submit" variant="primary" disabled={empty}>
              Diagnose
            </Button>
          </div>
        </div>
      </form>
    </Card>
  );
}
