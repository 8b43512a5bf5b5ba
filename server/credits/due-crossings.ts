import { isReached } from "./crossing-of.ts";
import type { DueCrossing } from "./crossing-store.ts";
import { dayOf } from "./forecast.ts";
import type { JudgedBudget } from "./judge-budgets.ts";
import { monthsAt, usedBetween } from "./period.ts";

/** For so long after its end a month is still looked at: for late bills, and for a Docket that was down, in milliseconds. */
const lateMs = 24 * 3_600_000;

/**
 * What a budget has to tell and has not told: every threshold reached, and that its whole forecast says it runs dry. The
 * month that just ended is judged too, unless the budget was changed since.
 */
export function dueCrossings(judged: JudgedBudget, now: Date): DueCrossing[] {
  const { row, summary, crossings } = judged;
  const told = new Set(crossings.map(({ month, threshold }) => `${dayOf(month.getTime())}/${threshold}`));
  const { outlook, runsDry, tellsForecast } = summary;
  const month = { budgetId: row.id, asOf: row.updatedAt, month: summary.period.from, used: summary.period.used };
  const due = [...lastMonth(judged, now), ...reached(row.thresholds, summary.share, month)];
  if (tellsForecast && outlook === "will_exceed" && runsDry?.earliest && runsDry.latest) {
    due.push({ ...month, threshold: null, runsDry: { earliest: runsDry.earliest, latest: runsDry.latest } });
  }
  return due.filter((one) => !told.has(`${one.month}/${one.threshold}`));
}

type Month = Omit<DueCrossing, "threshold" | "runsDry">;

function reached(thresholds: readonly number[], share: number, month: Month): DueCrossing[] {
  return thresholds
    .filter((threshold) => isReached(share, threshold))
    .map((threshold) => ({ ...month, threshold, runsDry: null }));
}

function lastMonth({ row, daily }: JudgedBudget, now: Date): DueCrossing[] {
  const [running, before] = monthsAt(now, row.startDay);
  if (now.getTime() - running.from.getTime() >= lateMs || row.updatedAt >= running.from) return [];
  const used = usedBetween(daily, before.from, before.to);
  const share = (used.reported + used.estimated) / Number(row.credits);
  return reached(row.thresholds, share, {
    budgetId: row.id,
    asOf: row.updatedAt,
    month: dayOf(before.from.getTime()),
    used,
  });
}
