import type { DocumentShapes, ShapeDimension } from "#lib/contracts/questions.ts";
import { formatCount, formatShare } from "#lib/format/count.ts";
import type { ChartTable } from "./chart-table.ts";

/** One kind of document. */
export interface ShapeBar {
  key: string;
  label: string;
  jobs: number;
  failed: number;
  partial: number;
  /** Share of the jobs that failed or came back in part, 0–1; null without a job. */
  rate: number | null;
  /** Lengths of the two bars as shares of the widest, 0–1. */
  failedWidth: number;
  partialWidth: number;
}

/** Failure rates by the shape of documents, ready to draw. */
export interface PreparedDocumentShapes {
  bars: ShapeBar[];
  /** Words for what the jobs are told apart by. */
  dimension: string;
  table: ChartTable;
}

export const shapeWords: Record<ShapeDimension, string> = {
  type: "File type",
  pages: "Pages",
  size: "Size",
  tier: "Tier",
};

/** Prepares them. Pages and sizes keep their own order, small to large; types and tiers stand by number of jobs. */
export function prepareDocumentShapes(shapes: DocumentShapes): PreparedDocumentShapes {
  const ordered = shapes.by === "pages" || shapes.by === "size";
  const items = shapes.items.toSorted((a, b) =>
    ordered
      ? sizeOf(a.key) - sizeOf(b.key)
      : Number(a.key === "unknown") - Number(b.key === "unknown") || b.jobs - a.jobs,
  );
  const widest = Math.max(0.01, ...items.map(({ rate }) => rate ?? 0));
  const bars = items.map(({ key, jobs, failed, partial, rate }) => ({
    ...{ key, jobs, failed, partial, rate },
    label: key === "unknown" || key === "" ? "unknown" : key,
    failedWidth: jobs > 0 ? failed / jobs / widest : 0,
    partialWidth: jobs > 0 ? partial / jobs / widest : 0,
  }));
  return {
    bars,
    dimension: shapeWords[shapes.by],
    table: {
      head: [shapeWords[shapes.by], "Jobs", "Failed", "Partial", "Rate", "Pages"],
      // A chart's table is read newest first, that is from its last row: this one from its first.
      rows: items
        .map(({ key, jobs, failed, partial, rate, pages }) => ({
          key,
          cells: [
            key || "unknown",
            ...[jobs, failed, partial].map(String),
            rate === null ? "–" : formatShare(rate),
            formatCount(pages),
          ],
        }))
        .toReversed(),
    },
  };
}

/** Where a class of pages or sizes begins (`2–10`, `under 1 MB`, `over 200`); what is not known stands last. */
function sizeOf(key: string): number {
  const begins = Number(/\d+/.exec(key)?.[0] ?? Number.POSITIVE_INFINITY);
  return key.startsWith("under") ? begins - 0.5 : begins;
}
