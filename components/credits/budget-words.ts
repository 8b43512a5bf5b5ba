import type { BudgetSummary } from "#lib/contracts/budgets.ts";
import { formatDay } from "#lib/format/instant.ts";

export type Tone = "bad" | "warn" | "quiet";

/** How a tone is written. */
export const toneClass: Record<Tone, string> = {
  bad: "font-medium text-bad",
  warn: "font-medium text-warn",
  quiet: "text-quiet",
};

/** A day without a year: "24 Nov". */
export function dayText(day: string): string {
  return formatDay(new Date(`${day}T00:00:00.000Z`), "UTC");
}

/** When a budget runs out, as far as the forecast says, and how urgent that is; null where nothing is to be said. */
export function dryText(budget: BudgetSummary): { text: string; tone: Tone } | null {
  if (budget.spentOn) return { text: `spent on ${dayText(budget.spentOn)}`, tone: "bad" };
  if (!budget.period.forecast || !budget.runsDry) return { text: "no forecast yet", tone: "quiet" };
  const { earliest, latest } = budget.runsDry;
  if (earliest === null) return { text: "lasts this period", tone: "quiet" };
  if (latest === null) return { text: `may run dry from ${dayText(earliest)}`, tone: "warn" };
  const days = earliest === latest ? dayText(earliest) : `${dayText(earliest)} to ${dayText(latest)}`;
  return { text: `runs dry ${days}`, tone: "bad" };
}
