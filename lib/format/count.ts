/** A whole number with grouping: 18402 → "18,402". */
export function formatCount(value: number): string {
  const rounded = Math.round(value);
  const digits = String(Math.abs(rounded)).replace(/\B(?=(\d{3})+$)/g, ",");
  return rounded < 0 ? `−${digits}` : digits;
}

/** A number that may have a fraction, at most two places: 1236.5 → "1,236.5". */
export function formatAmount(value: number): string {
  const [whole = "0", fraction = ""] = Math.abs(value).toFixed(2).split(".");
  const kept = fraction.replace(/0+$/, "");
  const sign = value < 0 ? "−" : "";
  return `${sign}${formatCount(Number(whole))}${kept ? `.${kept}` : ""}`;
}

/** A number for an axis: 200000 → "200k", 1500 → "1.5k", 940 → "940". */
export function formatCompact(value: number): string {
  const size = Math.abs(value);
  if (size < 1000) return formatAmount(value);
  if (size < 999_500) return `${formatAmount(Number((value / 1000).toPrecision(3)))}k`;
  return `${formatAmount(Number((value / 1_000_000).toPrecision(3)))}M`;
}

/** A share as a percentage: 0.093 → "9.3 %", 0 → "0 %", 0.0004 → "< 0.1 %". */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent === 0) return "0 %";
  if (percent < 0.1) return "< 0.1 %";
  return `${percent >= 10 ? Math.round(percent) : Number(percent.toFixed(1))} %`;
}

/** "1 job", "38 jobs": the noun's plural is the noun with an s, unless given. */
export function countOf(value: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(value)} ${value === 1 ? noun : plural}`;
}
