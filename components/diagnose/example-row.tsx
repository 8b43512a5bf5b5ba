"use client";

import { Button } from "#components/ui/button.tsx";
import { examples } from "./examples.ts";

/** What to do with an empty box: what may be pasted, what becomes of it, and something to try. */
export function ExampleRow({ onChoose }: { onChoose: (text: string) => void }) {
  return (
    <div className="flex flex-col gap-3 px-1 text-soft text-sm">
      <p className="max-w-prose">
        Bodies, traces, transcripts and log lines of any client or language are read, also cut off or encoded. Of
        several errors the last one counts. The text is looked at and not kept.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-quiet">Try</span>
        {examples.map(({ name, text }) => (
          <Button key={name} size="small" onClick={() => onChoose(text)}>
            {name}
          </Button>
        ))}
      </div>
    </div>
  );
}
