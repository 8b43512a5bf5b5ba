import { thresholds } from "#lib/contracts/budget-crossings.ts";

/** Thresholds as a form shows them: "80, 100". */
export function thresholdsText(list: readonly number[]): string {
  return list.join(", ");
}

/** The thresholds a form says, in per cent, or what is wrong with them. */
export function readThresholds(text: string): { thresholds: number[] } | { error: string } {
  const parts = text
    .replaceAll("%", " ")
    .split(/[\s,;]+/)
    .filter((part) => part !== "");
  const odd = parts.find((part) => !/^\d+$/.test(part));
  if (odd !== undefined) return { error: `“${odd}” is not a whole number of per cent.` };
  const parsed = thresholds.safeParse(parts.map(Number));
  return parsed.success ? { thresholds: parsed.data } : { error: parsed.error.issues[0]?.message ?? "" };
}
