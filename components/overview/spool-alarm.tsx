"use client";

import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Card } from "#components/ui/card.tsx";
import { spoolQuery } from "#lib/queries/overview.ts";
import { spoolWords } from "./spool-words.ts";

/** The journal of calls nears its bound or is refused by the disk; nothing while it is as it should be. */
export function SpoolAlarm() {
  const { data } = useLiveQuery(spoolQuery(), { background: true });
  const words = spoolWords(data?.spool ?? null);
  if (!words) return null;
  return (
    <Card role="alert" className="relative overflow-hidden py-3.5 pr-4 pl-5">
      <span aria-hidden className="absolute inset-y-0 left-0 w-1 bg-bad" />
      <h2 className="text-lg">{words.title}</h2>
      <p className="mt-0.5 text-soft">
        {words.meaning} <span className="tabular">{words.figures}</span>
      </p>
      <p className="mt-0.5 font-[520]">{words.todo}</p>
    </Card>
  );
}
