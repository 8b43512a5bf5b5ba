"use client";

import { useMemo } from "react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { Card } from "#components/ui/card.tsx";
import { Mark } from "#components/ui/mark.tsx";
import { useNow, useZone } from "#components/ui/view-context.tsx";
import { type Alarm, type PreparedAlarm, prepareAlarm } from "./prepare-alarm.ts";

const minuteMs = 60_000;

/** What is wrong right now, worst first; with nothing wrong, one quiet line. */
export function AlarmBanner({ alarms }: { alarms: readonly Alarm[] }) {
  const { zone } = useZone();
  const now = useNow(minuteMs);
  const [worst, ...others] = useMemo(() => alarms.map((alarm) => prepareAlarm(alarm, zone, now)), [alarms, zone, now]);
  if (!worst) {
    return (
      <p className="flex items-center gap-2 text-soft">
        <Mark shape="circle" className="text-ok" />
        Nothing is failing more than usual.
      </p>
    );
  }
  return (
    <Card role="alert" className="relative overflow-hidden py-3.5 pr-4 pl-5">
      <span aria-hidden className="absolute inset-y-0 left-0 w-1 bg-bad" />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_26rem]">
          <h2 className="text-lg">
            <Sentence alarm={worst} />
          </h2>
          <Facts alarm={worst} />
        </div>
        <div className="flex flex-wrap gap-2.5">
          {worst.stuckHref && (
            <ScopedLink href={worst.stuckHref} className={buttonClass("secondary")}>
              Stuck jobs
            </ScopedLink>
          )}
          <ScopedLink href={worst.failuresHref} className={buttonClass("primary")}>
            See the failures
          </ScopedLink>
        </div>
      </div>
      {others.length > 0 && (
        <ul className="mt-3 flex flex-col gap-1.5 border-line-faint border-t pt-3">
          {others.map((alarm) => (
            <li key={alarm.key}>
              <ScopedLink href={alarm.failuresHref} className="font-[520] underline-offset-2 hover:underline">
                <Sentence alarm={alarm} />
              </ScopedLink>
              <Facts alarm={alarm} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Sentence({ alarm }: { alarm: PreparedAlarm }) {
  if (!alarm.times) return <>{alarm.place} is failing, with no usual rate to compare with yet</>;
  return (
    <>
      {alarm.place} is failing <span className="font-[560] text-bad">{alarm.times}</span> more than usual
    </>
  );
}

function Facts({ alarm }: { alarm: PreparedAlarm }) {
  return (
    <p className="mt-0.5 text-soft">
      {alarm.facts.map((fact, i) => (
        <span key={fact.text}>
          {i > 0 && " · "}
          <span className={fact.loud ? "font-[560] text-ink" : undefined}>{fact.text}</span>
        </span>
      ))}
    </p>
  );
}
