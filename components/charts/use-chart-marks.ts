"use client";

import { useMemo } from "react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { placeName } from "#lib/format/place.ts";
import { chartMarksQuery } from "#lib/queries/questions.ts";
import type { MarkedMoment } from "./time-axis.ts";

/** Looked for this often, in ms: the desk itself seldom changes. */
const everyMs = 30_000;

/** What the desk itself changed in the window, for the time axis of charts. */
export function useChartMarks(scope: Scope): readonly MarkedMoment[] {
  const { data } = useLiveQuery(chartMarksQuery(scope), { everyMs, background: true });
  return useMemo(
    () =>
      (data?.items ?? []).map(({ at, kind, words, provider, region }) => ({
        at,
        word: kind,
        words: provider && region ? `${words}, ${placeName(provider, region)}` : words,
        tone: "quiet" as const,
      })),
    [data],
  );
}
