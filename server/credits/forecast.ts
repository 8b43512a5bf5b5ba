import type { CreditForecast, ForecastPoint } from "#lib/contracts/budgets.ts";

export const dayMs = 86_400_000;
/** Fewest full days a forecast is made from. */
const fewestDays = 3;
/** From so many days on, weekdays are told apart. */
const weekdaysFrom = 14;
/** After so many days a day counts half. */
const halfLifeDays = 14;
/** 80 of 100 outcomes lie within this many standard deviations. */
const rangeDeviations = 1.2816;

/** Credits of one day; `at` is its first instant, UTC. */
export interface DayCredits {
  at: number;
  credits: number;
}

/** What a forecast starts from. */
export interface ForecastInput {
  /** Full days before today, oldest first, none left out. */
  history: readonly DayCredits[];
  /** What the period has used so far, today included. */
  used: number;
  now: Date;
  /** First instant after the period. */
  until: Date;
}

/**
 * Where a period leads: every day that is left is expected at its weekday's mean, newer days counting more, and the range
 * grows with what is left. Null with fewer than three full days behind it.
 */
export function forecastPeriod({ history, used, now, until }: ForecastInput): CreditForecast | null {
  if (history.length < fewestDays) return null;
  const habit = learnHabit(history);
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  const path: ForecastPoint[] = [];
  let likely = used;
  let days = 0;
  for (let at = today; at < until.getTime(); at += dayMs) {
    const left = at === today ? 1 - (now.getTime() - today) / dayMs : 1;
    likely += habit.expected(at) * left;
    days += left;
    // What each day strays by, and what the mean itself may be wrong by, day after day the same way.
    const deviation = habit.deviation * Math.sqrt(days + (days * days) / habit.effectiveDays);
    const reach = rangeDeviations * deviation;
    path.push({ day: dayOf(at), low: Math.max(used, likely - reach), likely, high: likely + reach });
  }
  const end = path.at(-1) ?? { low: used, likely: used, high: used };
  return {
    method: methodOf(history.length, habit.byWeekday),
    learnedFrom: history.length,
    low: end.low,
    likely: end.likely,
    high: end.high,
    path,
  };
}

/** How much a day usually takes. */
interface Habit {
  expected(at: number): number;
  /** How far days stray from what was expected of them, standard deviation. */
  deviation: number;
  /** So many equally weighted days would say as much. */
  effectiveDays: number;
  byWeekday: boolean;
}

function learnHabit(history: readonly DayCredits[]): Habit {
  const newest = history.at(-1)?.at ?? 0;
  const weighted = history.map(({ at, credits }) => ({
    weekday: weekdayOf(at),
    credits,
    weight: 0.5 ** ((newest - at) / dayMs / halfLifeDays),
  }));
  const byWeekday = history.length >= weekdaysFrom;
  const overall = meanOf(weighted);
  const weekdays = Array.from({ length: 7 }, (_, weekday) => {
    const own = weighted.filter((day) => day.weekday === weekday);
    // A weekday seen once is half believed, one seen often nearly whole.
    const belief = byWeekday ? own.length / (own.length + 1) : 0;
    return overall + (own.length > 0 ? (meanOf(own) - overall) * belief : 0);
  });
  const expected = (at: number) => Math.max(0, weekdays[weekdayOf(at)] ?? overall);
  const weights = weighted.reduce((sum, { weight }) => sum + weight, 0);
  const squares = weighted.reduce((sum, { weight }) => sum + weight * weight, 0);
  const strays = weighted.reduce(
    (sum, { weekday, credits, weight }) => sum + weight * (credits - (weekdays[weekday] ?? overall)) ** 2,
    0,
  );
  const effectiveDays = (weights * weights) / squares;
  const variance = (strays / weights) * (effectiveDays / Math.max(1, effectiveDays - 1));
  return { expected, deviation: Math.sqrt(variance), effectiveDays, byWeekday };
}

function meanOf(days: readonly { credits: number; weight: number }[]): number {
  const weights = days.reduce((sum, { weight }) => sum + weight, 0);
  return days.reduce((sum, { credits, weight }) => sum + credits * weight, 0) / weights;
}

function weekdayOf(at: number): number {
  return new Date(at).getUTCDay();
}

function methodOf(days: number, byWeekday: boolean): string {
  const what = byWeekday ? "the mean of its weekday" : "the mean day";
  return `Every day left is expected at ${what} over the last ${days} full days, newer days counting more (half after two weeks). The range holds 80 of 100 outcomes if days go on straying as they did.`;
}

/** The day of an instant, UTC. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
