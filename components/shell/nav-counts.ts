"use client";

import { overviewQuery } from "#lib/queries/overview.ts";
import { useLiveQuery } from "./use-live-query.ts";
import { useScope } from "./use-scope.ts";

export interface NavCount {
  value: number;
  /** Says what is counted, for the hint and for screen readers. */
  meaning: string;
  loud: boolean;
}

const everyMs = 15_000;

/** The numbers beside Jobs and Failures, within the present scope; empty until they are known. */
export function useNavCounts(): Partial<Record<"in-flight" | "failures", NavCount>> {
  const [scope] = useScope();
  const { data } = useLiveQuery(overviewQuery(scope), { everyMs, background: true });
  if (!data) return {};
  const inFlight = data.cells.reduce((sum, cell) => sum + cell.inFlight, 0);
  return {
    "in-flight": { value: inFlight, meaning: "jobs in flight", loud: false },
    failures: { value: data.totals.failures, meaning: "failures in this range", loud: data.alarms.length > 0 },
  };
}
