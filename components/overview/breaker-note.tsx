import type { OverviewCell } from "#lib/contracts/overview.ts";

/** Says that the gateway holds back calls to a place, and why. */
export function BreakerNote({ breaker }: { breaker: NonNullable<OverviewCell["breaker"]> }) {
  const what = breaker.state === "open" ? "calls held back" : "next call tries again";
  return (
    <span className="block text-bad sm:whitespace-nowrap text-sm">
      {what} · {breaker.reason}
    </span>
  );
}
