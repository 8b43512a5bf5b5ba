import { countOf, formatCount, formatShare } from "#lib/format/count.ts";
import type { PreparedFailureTrend } from "./prepare-failure-trend.ts";

/** How many failed of how many attempts, and how that compares with the period before. */
export function RateWords({ trend }: { trend: PreparedFailureTrend }) {
  const { now, before } = trend;
  return (
    <p className="px-4 text-soft text-sm">
      <span className="font-semibold text-base text-ink">
        {now.rate === null ? "No attempt" : `${formatShare(now.rate)} failed`}
      </span>{" "}
      {countOf(now.failures, "failure")} of {countOf(now.attempts, "attempt")}
      {before && (
        <>
          {" "}
          · period before{" "}
          {before.rate === null
            ? "no attempt"
            : `${formatShare(before.rate)}, ${formatCount(before.failures)} of ${formatCount(before.attempts)}`}
        </>
      )}
    </p>
  );
}
