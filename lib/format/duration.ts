const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A length of time in its two largest units, never rounded up into a wrong unit:
 * 84 → "84 ms", 1400 → "1.4 s", 38000 → "38 s", 391000 → "6 m 31 s", 7500000 → "2 h 5 m", 3 days → "3 d".
 */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole < second) return `${whole} ms`;
  if (whole < 9_950) return `${Number((whole / second).toFixed(1))} s`;
  const seconds = Math.round(whole / second) * second;
  if (seconds < minute) return `${seconds / second} s`;
  if (seconds < hour) return pair(seconds, minute, "m", second, "s");
  if (seconds < day) return pair(seconds, hour, "h", minute, "m");
  return pair(seconds, day, "d", hour, "h");
}

function pair(ms: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeUnit}${rest > 0 ? ` ${rest} ${smallUnit}` : ""}`;
}
