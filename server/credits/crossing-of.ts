import type { BudgetCrossing } from "#lib/contracts/budget-crossings.ts";
import type { BudgetSummary } from "#lib/contracts/budgets.ts";
import type { CrossingRow } from "./crossing-store.ts";
import { dayOf } from "./forecast.ts";

/** How a budget stands in its running month, as far as a crossing asks. */
type Judged = Pick<BudgetSummary, "share" | "outlook"> & { month: string };

/** A crossing as it was told, and how it stands today. */
export function crossingOf(row: CrossingRow, judged: Judged): BudgetCrossing {
  const { id, threshold, runsDryFrom, runsDryTo, acknowledgedAt, acknowledgedLabel } = row;
  const month = dayOf(row.month.getTime());
  return {
    id,
    month,
    threshold,
    at: row.at.toISOString(),
    credits: Number(row.credits),
    used: {
      reported: Number(row.usedReported),
      estimated: Number(row.usedEstimated),
      unknownJobs: row.unknownJobs,
    },
    runsDry:
      runsDryFrom && runsDryTo ? { earliest: dayOf(runsDryFrom.getTime()), latest: dayOf(runsDryTo.getTime()) } : null,
    standing: month === judged.month ? (holds(threshold, judged) ? "holds" : "no_longer") : "month_over",
    acknowledged: acknowledgedAt && { at: acknowledgedAt.toISOString(), by: acknowledgedLabel ?? "" },
  };
}

function holds(threshold: number | null, { share, outlook }: Judged): boolean {
  return threshold === null ? outlook === "will_exceed" : isReached(share, threshold);
}

/** Whether a share, 0–1 and above, has come to a threshold in per cent. */
export function isReached(share: number, threshold: number): boolean {
  // A share is a quotient: 0.29 × 100 must not stay below 29.
  return share * 100 >= threshold * (1 - 1e-12);
}
