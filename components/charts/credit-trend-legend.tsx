import type { CSSProperties, ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { countOf, formatAmount } from "#lib/format/count.ts";
import type { PreparedCreditTrend } from "./prepare-credit-trend.ts";

/** What was reported, what is estimated and what is not known, with their sums. */
export function CreditTrendLegend({ trend }: { trend: PreparedCreditTrend }) {
  const { reported, estimated, unknownJobs } = trend.totals;
  if (trend.empty || trend.allUnknown) return null;
  return (
    <>
      <Item
        swatch={<Swatch className="rounded-mark bg-accent" />}
        words="reported by the vendor"
        value={formatAmount(reported)}
      />
      {estimated > 0 && (
        <Item
          swatch={<Swatch className="rounded-mark" style={hatch} />}
          words="estimated by rule"
          value={formatAmount(estimated)}
        />
      )}
      {unknownJobs > 0 && (
        <Item
          swatch={<Swatch className="rounded-full border border-line-control" />}
          words="unknown"
          value={countOf(unknownJobs, "job")}
        />
      )}
    </>
  );
}

const hatch = { background: "repeating-linear-gradient(-45deg, var(--accent) 0 1.4px, transparent 1.4px 3.4px)" };

function Swatch({ className, style }: { className?: string; style?: CSSProperties }) {
  return <span aria-hidden className={classNames("size-2.5", className)} style={style} />;
}

function Item({ swatch, words, value }: { swatch: ReactNode; words: string; value: string }) {
  return (
    <span className="inline-flex items-center gap-2 text-sm">
      {swatch}
      <span className="text-soft">{words}</span>
      <span className="text-quiet">{value}</span>
    </span>
  );
}
