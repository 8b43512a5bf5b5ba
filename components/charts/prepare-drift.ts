import type { CreditConsumption } from "#lib/contracts/credits.ts";
import { formatAmount, formatShare } from "#lib/format/count.ts";
import { zoneLabel } from "#lib/format/instant.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { axisTicks } from "./axis-ticks.ts";
import { bucketSpan } from "./bucket-words.ts";
import type { ChartTable } from "./chart-table.ts";
import { type MarkedMoment, prepareTimeAxis, type TimeAxis } from "./time-axis.ts";
import { withMarks } from "./with-marks.ts";

/** A bucket's reports and what the rule says of the same jobs; null = no rule spoke of anything in it. */
export interface DriftPoint {
  /** Start, ms since 1970. */
  at: number;
  span: string;
  reported: number | null;
  foreseen: number | null;
  /** (reported − foreseen) / foreseen. */
  share: number | null;
  /** Far enough apart to be looked at: drawn with a mark. */
  flagged: boolean;
}

/** Everything the drawing of estimate against report needs. */
export interface PreparedDrift {
  points: DriftPoint[];
  axis: TimeAxis;
  yTicks: number[];
  /** No report of the window has an estimate beside it. */
  empty: boolean;
  flagged: number;
  summary: string;
  table: ChartTable;
}

/** A bucket this far off is marked, as a share of what the rule says. */
const flaggedShare = 0.05;

/** Prepares what the vendor reported beside what its published rule says of the same jobs. */
export function prepareDrift(
  consumption: Pick<CreditConsumption, "bucketMs" | "to">,
  provider: CreditConsumption["providers"][number],
  zone: string,
  marks: readonly MarkedMoment[] = [],
): PreparedDrift {
  const points = provider.buckets.map(({ at, compared, foreseen }): DriftPoint => {
    const start = Date.parse(at);
    const spoken = compared !== 0 || foreseen !== 0;
    const share = foreseen > 0 ? (compared - foreseen) / foreseen : null;
    return {
      at: start,
      span: bucketSpan(start, consumption.bucketMs, zone),
      reported: spoken ? compared : null,
      foreseen: spoken ? foreseen : null,
      share,
      flagged: spoken && (share === null || Math.abs(share) > flaggedShare),
    };
  });
  const sum = (pick: (point: DriftPoint) => number | null) =>
    points.reduce((total, point) => total + (pick(point) ?? 0), 0);
  const [reported, foreseen] = [sum((point) => point.reported), sum((point) => point.foreseen)];
  const flagged = points.filter((point) => point.flagged).length;
  const axis = prepareTimeAxis(
    points.map(({ at }) => at),
    { bucketMs: consumption.bucketMs, to: consumption.to, zone, marks },
  );
  const table = {
    head: [`Time, ${zoneLabel(zone, new Date(consumption.to))}`, "Reported", "By the rule", "Drift"],
    rows: points.map((point) => ({ key: String(point.at), cells: [point.span, ...cellsOf(point)] })),
  };
  return {
    points,
    axis,
    yTicks: axisTicks(Math.max(0, ...points.map((point) => Math.max(point.reported ?? 0, point.foreseen ?? 0)))),
    empty: points.every((point) => point.reported === null),
    flagged,
    summary: `${providerLabels[provider.provider]}: ${formatAmount(reported)} credits reported, ${formatAmount(foreseen)} by the published rule for the same jobs; ${flagged} of ${points.length} stretches are more than ${formatShare(flaggedShare)} apart.`,
    table: withMarks(table, axis),
  };
}

function cellsOf({ reported, foreseen, share }: DriftPoint): string[] {
  if (reported === null || foreseen === null) return ["no rule applies", "no rule applies", ""];
  return [
    String(Number(reported.toFixed(3))),
    String(Number(foreseen.toFixed(3))),
    share === null ? "" : driftText(share),
  ];
}

/** A drift with its sign: "+9.3 %", "−2 %", "none". */
export function driftText(share: number): string {
  if (Math.abs(share) < 0.0005) return "none";
  return `${share > 0 ? "+" : "−"}${formatShare(Math.abs(share))}`;
}
