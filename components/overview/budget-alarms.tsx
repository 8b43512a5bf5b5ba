"use client";

import { useMemo } from "react";
import { toneClass } from "#components/credits/budget-words.ts";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { Card } from "#components/ui/card.tsx";
import { Mark } from "#components/ui/mark.tsx";
import { useChange } from "#components/ui/use-change.ts";
import { useNow, useZone } from "#components/ui/view-context.tsx";
import { countOf } from "#lib/format/count.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { acknowledgeCrossings, creditsKey, openCrossingsQuery } from "#lib/queries/credits.ts";
import { type BudgetAlarm, prepareBudgetAlarms } from "./prepare-budget-alarms.ts";

const mostShown = 5;
const minuteMs = 60_000;

/** Budgets that reached a threshold, or run dry by their forecast, until somebody acknowledges it; nothing otherwise. */
export function BudgetAlarms() {
  const { data } = useLiveQuery(openCrossingsQuery(), { background: true, everyMs: 15_000 });
  const { zone } = useZone();
  const now = useNow(minuteMs);
  const alarms = useMemo(() => prepareBudgetAlarms(data?.items ?? [], zone, now), [data, zone, now]);
  if (alarms.length === 0) return null;
  const beyond = alarms.length - mostShown;
  return (
    <Card role="alert" className="relative overflow-hidden py-3.5 pr-4 pl-5">
      <span
        aria-hidden
        className={`absolute inset-y-0 left-0 w-1 ${alarms[0]?.tone === "bad" ? "bg-bad" : "bg-warn"}`}
      />
      <ul className="flex flex-col gap-3">
        {alarms.slice(0, mostShown).map((alarm) => (
          <Alarm key={alarm.key} alarm={alarm} />
        ))}
      </ul>
      {beyond > 0 && (
        <p className="mt-3 border-line-faint border-t pt-2.5 text-soft">
          {countOf(beyond, "more budget")} told something that nobody has acknowledged.
        </p>
      )}
    </Card>
  );
}

function Alarm({ alarm }: { alarm: BudgetAlarm }) {
  const mayChange = useMay("operator");
  const acknowledge = useChange({
    send: () => acknowledgeCrossings(alarm.budgetId, alarm.crossings),
    refresh: creditsKey,
    done: () => "Acknowledged for everybody",
  });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2.5">
      <div className="min-w-0 flex-[1_1_26rem]">
        <h2 className="flex items-baseline gap-2 font-[520]">
          <Mark shape={alarm.shape} className={`translate-y-0.5 ${toneClass[alarm.tone]}`} />
          {alarm.title}
        </h2>
        <p className="mt-0.5 text-soft tabular">{alarm.facts.join(" · ")}</p>
        {acknowledge.error && (
          <p role="alert" className="mt-0.5 text-bad text-sm">
            {messageOf(acknowledge.error)}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2.5">
        {mayChange && (
          <Button
            busy={acknowledge.isPending}
            aria-label={`Acknowledge: ${alarm.title}`}
            onClick={() => acknowledge.mutate(undefined)}
          >
            Acknowledge
          </Button>
        )}
        <ScopedLink href={alarm.href} className={buttonClass("secondary")}>
          See the credits
        </ScopedLink>
      </div>
    </li>
  );
}
