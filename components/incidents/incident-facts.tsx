"use client";

import type { ReactNode } from "react";
import { Count, Unknown } from "#components/ui/figures.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncidentDetail } from "#lib/contracts/incidents.ts";
import { Lasted } from "./lasted.tsx";

/** The facts row: since when, until when, how long, what it hit, who has seen it. */
export function IncidentFacts({ incident }: { incident: IncidentDetail }) {
  const { openedAt, quietSince, resolvedAt, acknowledged, countedAt } = incident;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      <Fact name="Opened">
        <Time at={openedAt} format="instant" />
      </Fact>
      {quietSince && (
        <Fact name="Works again since">
          <Time at={quietSince} format="instant" />
          <span className="ml-1.5 text-quiet text-sm">resolved after two minutes of it</span>
        </Fact>
      )}
      {resolvedAt && (
        <Fact name="Resolved">
          <Time at={resolvedAt} format="instant" />
        </Fact>
      )}
      <Fact name={resolvedAt ? "Duration" : "So far"}>
        <Lasted incident={incident} />
      </Fact>
      <Fact name="Last evidence">{incident.reason}</Fact>
      <Fact name="Calls refused">
        <Counted at={countedAt} value={incident.callsRefused} />
      </Fact>
      <Fact name="Calls failed">
        <Counted at={countedAt} value={incident.callsFailed} />
      </Fact>
      <Fact name="Acknowledged">
        {acknowledged ? (
          <>
            {acknowledged.by} <Time at={acknowledged.at} format="relative" className="ml-1.5 text-quiet text-sm" />
          </>
        ) : (
          <Unknown word="by nobody" />
        )}
      </Fact>
      {countedAt && !resolvedAt && (
        <Fact name="Counted">
          <Time at={countedAt} format="relative" />
        </Fact>
      )}
    </dl>
  );
}

function Counted({ at, value }: { at: string | null; value: number }) {
  return at === null ? <Unknown word="not counted yet" /> : <Count value={value} />;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-quiet text-sm">{name}</dt>
      <dd className="whitespace-nowrap">{children}</dd>
    </div>
  );
}
