import type { MarkShape } from "#components/ui/mark.tsx";
import type { BudgetCrossing } from "#lib/contracts/budget-crossings.ts";
import type { BudgetSummary } from "#lib/contracts/budgets.ts";
import { countOf, formatAmount } from "#lib/format/count.ts";
import { dayText, type Tone } from "./budget-words.ts";

/** A threshold beside its budget. */
export interface ThresholdMark {
  key: string;
  text: string;
  tone: Tone;
  shape: MarkShape;
  /** What was used when it was told, and who saw to it; absent where nothing was told. */
  detail?: string;
}

/** A budget's thresholds, the smallest first: which are reached, which were, which lie ahead; then the forecast, if told. */
export function thresholdMarks(budget: BudgetSummary): ThresholdMark[] {
  const told = new Map(budget.crossings.map((crossing) => [crossing.threshold, crossing]));
  const forecast = told.get(null);
  const percents = [...budget.thresholds, ...told.keys()].filter((one) => one !== null);
  const marks = [...new Set(percents)]
    .sort((a, b) => a - b)
    .map((percent) => markOf(percent, told.get(percent), budget));
  return forecast ? [...marks, forecastMark(forecast)] : marks;
}

function markOf(percent: number, crossing: BudgetCrossing | undefined, budget: BudgetSummary): ThresholdMark {
  const key = String(percent);
  if (!crossing) {
    const at = formatAmount((budget.credits * percent) / 100);
    return { key, text: `${percent} % at ${at}`, tone: "quiet", shape: "ring" };
  }
  const day = dayText(crossing.at.slice(0, 10));
  const detail = detailOf(crossing);
  // A threshold that was taken away, or is no longer reached, is history.
  if (crossing.standing !== "holds" || !budget.thresholds.includes(percent)) {
    return { key, text: `${percent} % was reached on ${day}`, tone: "quiet", shape: "hollow-diamond", detail };
  }
  return { key, text: `${percent} % reached ${day}`, ...looksOf(percent), detail };
}

function forecastMark(crossing: BudgetCrossing): ThresholdMark {
  const day = dayText(crossing.at.slice(0, 10));
  const holds = crossing.standing === "holds";
  const text = holds ? `forecast told ${day}` : `forecast was told on ${day}`;
  const look = holds ? looksOf(null) : ({ tone: "quiet", shape: "hollow-diamond" } as const);
  return { key: "forecast", text, ...look, detail: detailOf(crossing) };
}

/** How urgent a threshold is: from 100 % on the credits are spent. */
export function looksOf(threshold: number | null): { tone: Tone; shape: MarkShape } {
  return threshold !== null && threshold >= 100 ? { tone: "bad", shape: "square" } : { tone: "warn", shape: "diamond" };
}

/** What was used when it was told: "32,150 of 40,000 credits used, unknown for 3 jobs". */
export function usedWords({ used, credits }: Pick<BudgetCrossing, "used" | "credits">): string {
  const known = `${formatAmount(used.reported + used.estimated)} of ${formatAmount(credits)} credits used`;
  return used.unknownJobs > 0 ? `${known}, unknown for ${countOf(used.unknownJobs, "job")}` : known;
}

function detailOf(crossing: BudgetCrossing): string {
  const { acknowledged } = crossing;
  const seen = acknowledged ? `acknowledged by ${acknowledged.by}` : "not acknowledged yet";
  return `${usedWords(crossing)}; ${seen}`;
}
