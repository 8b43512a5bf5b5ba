import type { TimelineRow } from "#lib/contracts/jobs.ts";

/**
 * Orders observations by time and folds neighbours that say the same: a source that repeats itself is one entry with a
 * count. The creating call stays by itself, and so does whatever changed the job.
 */
export function foldTimeline(rows: readonly TimelineRow[]): TimelineRow[] {
  const ordered = [...rows].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const folded: TimelineRow[] = [];
  for (const row of ordered) {
    const before = folded.at(-1);
    if (before && saysTheSame(before, row)) {
      folded[folded.length - 1] = { ...before, count: before.count + row.count, lastAt: row.lastAt };
    } else {
      folded.push(row);
    }
  }
  return folded;
}

function saysTheSame(before: TimelineRow, row: TimelineRow): boolean {
  return (
    !row.changed &&
    before.source === row.source &&
    before.source !== "operator" &&
    before.state === row.state &&
    before.vendorStatus === row.vendorStatus &&
    isBad(before) === isBad(row) &&
    (!isBad(row) || before.httpStatus === row.httpStatus)
  );
}

function isBad(row: TimelineRow): boolean {
  return row.state === null;
}
