const steps = [
  { unit: "d", ms: 86_400_000 },
  { unit: "h", ms: 3_600_000 },
  { unit: "m", ms: 60_000 },
  { unit: "s", ms: 1000 },
] as const;

/** How far `at` is from `now`, in one unit: "2 s ago", "5 m ago", "in 6 d", "now". Both in ms since 1970. */
export function formatRelative(at: number, now: number): string {
  const distance = Math.abs(now - at);
  const step = steps.find(({ ms }) => distance >= ms);
  if (!step) return "now";
  const amount = `${Math.floor(distance / step.ms)} ${step.unit}`;
  return at > now ? `in ${amount}` : `${amount} ago`;
}
