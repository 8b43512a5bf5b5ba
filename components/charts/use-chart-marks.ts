"use client";

import { useMemo } from "react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import type { ChartMarks } from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { incidentTitle } from "#lib/format/incident-title.ts";
import { placeName } from "#lib/format/place.ts";
import { chartMarksQuery } from "#lib/queries/questions.ts";
import type { MarkedMoment } from "./time-axis.ts";

/** Looked for this often, in ms: the desk itself seldom changes. */
const everyMs = 30_000;

/** What the desk itself changed in the window, and incidents that lasted into it, for the time axis of charts. */
export function useChartMarks(scope: Scope): readonly MarkedMoment[] {
  const { data } = useLiveQuery(chartMarksQuery(scope), { everyMs, background: true });
  return useMemo(
    () => (data?.items ?? []).map((mark) => (mark.kind === "incident" ? incidentMark(mark) : keyMark(mark))),
    [data],
  );
}

type Mark<Kind extends string> = Extract<ChartMarks["items"][number], { kind: Kind }>;

function keyMark({ at, kind, words, provider, region }: Mark<"key">): MarkedMoment {
  const place = provider && region ? `, ${placeName(provider, region)}` : "";
  return { at, word: kind, words: `${words}${place}`, tone: "quiet" };
}

function incidentMark({ at, until, kind, incidentId, ...incident }: Mark<"incident">): MarkedMoment {
  const lasting = { until, href: `/incidents/${incidentId}` };
  return { at, word: kind, words: incidentTitle(incident.incidentKind, incident), tone: "bad", lasting };
}
