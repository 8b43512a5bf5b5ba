import { Time } from "#components/ui/time.tsx";
import type { OverviewCell } from "#lib/contracts/overview.ts";

/** Says that the gateway holds back calls to a place, since when and why. */
export function BreakerNote({ breaker }: { breaker: NonNullable<OverviewCell["breaker"]> }) {
  return (
    <span className="block text-bad text-sm">
      {breaker.state === "open" ? "calls held back" : "trying again"} since{" "}
      <Time at={breaker.since} format="relative" /> · {breaker.reason}
    </span>
  );
}
