import { budgetName } from "#components/credits/budget-name.ts";
import { dayText, type Tone } from "#components/credits/budget-words.ts";
import { looksOf, usedWords } from "#components/credits/threshold-marks.ts";
import type { MarkShape } from "#components/ui/mark.tsx";
import type { CrossingOfBudget } from "#lib/contracts/budget-crossings.ts";
import { formatAmount } from "#lib/format/count.ts";
import { formatClock, formatDay, zoneLabel } from "#lib/format/instant.ts";

/** What one budget told in one month, and nobody has seen to. */
export interface BudgetAlarm {
  key: string;
  budgetId: string;
  /** What is acknowledged together. */
  crossings: string[];
  tone: Tone;
  shape: MarkShape;
  /** One sentence on the gravest of it. */
  title: string;
  /** What was used then, when, and the rest that was told. */
  facts: string[];
  /** Address without the present scope. */
  href: string;
}

/** Alarms by budget and month, the gravest first. `zone` is an IANA name, `now` in ms since 1970. */
export function prepareBudgetAlarms(crossings: readonly CrossingOfBudget[], zone: string, now: number): BudgetAlarm[] {
  const groups = Map.groupBy(crossings, ({ budget, month }) => `${budget.id}/${month}`);
  return [...groups.entries()]
    .map(([key, group]) => ({ key, told: group.toSorted((a, b) => gravity(b) - gravity(a)) }))
    .sort((a, b) => gravity(b.told[0]) - gravity(a.told[0]))
    .flatMap(({ key, told }) => alarmOf(key, told, zone, now));
}

/** Spent is graver than a forecast of it, and that graver than a share below; what no longer holds comes last. */
function gravity(crossing: CrossingOfBudget | undefined): number {
  if (!crossing) return 0;
  const { threshold, standing } = crossing;
  return (threshold ?? 99.5) + (standing === "holds" ? 1_000 : 0);
}

function alarmOf(key: string, told: CrossingOfBudget[], zone: string, now: number): BudgetAlarm[] {
  const [worst, ...others] = told;
  if (!worst) return [];
  const { budget } = worst;
  const at = new Date(worst.at);
  const dayOf = (crossing: CrossingOfBudget) => formatDay(new Date(crossing.at), zone, new Date(now));
  return [
    {
      key,
      budgetId: budget.id,
      crossings: told.map(({ id }) => id),
      ...(worst.standing === "holds"
        ? looksOf(worst.threshold)
        : ({ tone: "quiet", shape: "hollow-diamond" } as const)),
      title: `${budgetName(budget)}: ${sentence(worst)}`,
      facts: [
        usedWords(worst),
        `told ${dayOf(worst)} ${formatClock(at, zone, "minute")} ${zoneLabel(zone, at)}`,
        ...others.map((one) => (one.threshold === null ? sentence(one) : `${one.threshold} % on ${dayOf(one)}`)),
      ],
      href: `/credits?${scopeOf(budget)}`,
    },
  ];
}

function scopeOf({ provider, region, client }: CrossingOfBudget["budget"]): URLSearchParams {
  return new URLSearchParams({ provider, ...(region && { region }), ...(client && { client: client.id }) });
}

function sentence({ threshold, runsDry, credits, standing, month }: CrossingOfBudget): string {
  const held = `${formatAmount(credits)} credits`;
  if (threshold === null) {
    const said = `that the month’s ${held} run dry${runsDry ? ` ${daysText(runsDry)}` : ""}`;
    return standing === "holds" ? `the forecast says ${said}` : `the forecast said ${said}; it no longer does`;
  }
  if (standing === "holds") return `${threshold} % of the month’s ${held} are used`;
  if (standing === "no_longer") return `${threshold} % of the month’s ${held} was reached, and no longer is`;
  return `${threshold} % of the ${held} of the month from ${dayText(month)} was reached`;
}

function daysText({ earliest, latest }: NonNullable<CrossingOfBudget["runsDry"]>): string {
  return earliest === latest ? dayText(earliest) : `${dayText(earliest)} to ${dayText(latest)}`;
}
