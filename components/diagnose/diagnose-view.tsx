"use client";

import { useState } from "react";
import { useSettled } from "#components/shell/use-settled.ts";
import type { ProviderId } from "#lib/vocabulary.ts";
import { DiagnoseBox } from "./diagnose-box.tsx";
import { type Asked, Diagnosis } from "./diagnosis.tsx";
import { ExampleRow } from "./example-row.tsx";
import { useDiagnosis } from "./use-diagnosis.ts";

/** The Diagnose screen: one box for any error, the guidance under it. The text stays on this page. */
export function DiagnoseView() {
  const [text, setText] = useState("");
  const [provider, setProvider] = useState<ProviderId>();
  const [asked, setAsked] = useState<Asked | null>(null);
  const settled = useSettled(text.trim(), 400);
  const guess = useDiagnosis({ text: settled, provider });
  const ask = (next: string) => setAsked({ text: next.trim(), provider });
  const choose = (example: string) => {
    setText(example);
    ask(example);
  };
  const clear = () => {
    setText("");
    setAsked(null);
  };
  return (
    <>
      <h2 className="mt-4 text-xl">Paste an error. Any error.</h2>
      <DiagnoseBox
        text={text}
        provider={provider}
        guess={settled === "" ? undefined : guess.data}
        onText={setText}
        onProvider={setProvider}
        onSubmit={() => ask(text)}
        onClear={clear}
      />
      {asked ? <Diagnosis asked={asked} stale={text.trim() !== asked.text} /> : <ExampleRow onChoose={choose} />}
    </>
  );
}
