import { classNames } from "#components/ui/class-names.ts";
import { prepareRateGauge } from "./prepare-rate-gauge.ts";

interface RateGaugeProps {
  /** 0–1; null = no traffic. */
  rate: number | null;
  /** 0–1; null = no usual yet. */
  usual: number | null;
  /** Colour of the dot, as a text colour class. */
  tone: string;
  className?: string;
}

/** A rate as a dot on a track on which the usual rate stands at the same place in every row. */
export function RateGauge({ rate, usual, tone, className }: RateGaugeProps) {
  const gauge = prepareRateGauge(rate, usual);
  return (
    <span aria-hidden className={classNames("relative inline-block h-3 w-full", tone, className)}>
      <span className="absolute inset-x-0 top-1 h-1 rounded-full bg-fill-strong" />
      {gauge.usualAt !== null && (
        <span className="absolute top-0 h-3 w-px bg-line-control" style={{ left: `${gauge.usualAt * 100}%` }} />
      )}
      {gauge.dotAt !== null && (
        <span
          className={classNames(
            "absolute top-[2.5px] size-[7px] bg-current ring-2 ring-surface",
            gauge.beyond ? "rounded-l-full rounded-r-[1px]" : "rounded-full",
          )}
          style={{ left: `calc(${gauge.dotAt * 100}% - ${gauge.dotAt * 7}px)` }}
        />
      )}
    </span>
  );
}
