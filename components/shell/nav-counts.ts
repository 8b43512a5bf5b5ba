"use client";

import { openIncidentsQuery } from "#lib/queries/incidents.ts";
import { overviewQuery } from "#lib/queries/overview.ts";
import type { NavItem } from "./nav-items.ts";
import { useLiveQuery } from "./use-live-query.ts";
import { useScope } from "./use-scope.ts";

export interface NavCount {
  value: number;
  /** Says what is counted, for the hint and for screen readers. */
  meaning: string;
  loud: boolean;
}

const everyMs = 15_000;

/** The numbers beside Jobs, Failures and Incidents, within the present scope; empty until they are known. */
export function useNavCounts(): Partial<Record<NonNullable<NavItem["count"]>, NavCount>> {
  const [scope] = useScope();
  const { data } = useLiveQuery(overviewQuery(scope), { everyMs, background: true });
  const open = useLiveQuery(openIncidentsQuery(scope), { everyMs, background: true }).data?.items.length ?? 0;
  const incidents = { value: open, meaning: open === 1 ? "open incident" : "open incidents", loud: true };
  if (!data) return { incidents };
  const inFlight = data.cells.reduce((sum, cell) => sum + cell.inFlight, 0);
  return {
    "in-flight": { value: inFlight, meaning: "jobs in flight", loud: false },
    failures: { value: data.totals.failures, meaning: "failures in this range", loud: data.alarms.length > 0 },
    incidents,
  };
}
