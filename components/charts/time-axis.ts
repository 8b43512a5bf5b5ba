import { formatClock, formatDay } from "#lib/format/instant.ts";
import { bucketSpan } from "./bucket-words.ts";
import { type PlacedStretches, placeStretches, stretchesAt } from "./placed-stretches.ts";
import { type TimeTick, timeTicks } from "./time-ticks.ts";

/** Something that happened at a moment, or lasted from then on, and may explain what a chart shows. */
export interface MarkedMoment {
  /** ISO 8601 instant. */
  at: string;
  /** What its line is labelled with, before the time: "since", "key". */
  word: string;
  /** What happened, in words for the hint and the table. */
  words: string;
  /** `bad`: an alarm; `quiet`: something the desk itself changed. */
  tone: "bad" | "quiet";
  /** Of what lasted: until when (ISO 8601; null = it still does), and where it is told of in full. */
  lasting?: { until: string | null; href: string };
}

/** A line across the chart at the start of a bucket. */
export interface PlacedMark {
  /** Start of the bucket it lies in, ms since 1970. */
  at: number;
  /** "since 14:02"; empty where it would run into its neighbour's. */
  label: string;
  /** Where the label has room: before the line, or after it near the chart's start. */
  side: "insideTopRight" | "insideTopLeft";
  tone: MarkedMoment["tone"];
  /** Everything that happened in that bucket. */
  words: string[];
}

/** The time axis of a chart of equal buckets: what is labelled, what is marked, and what a drag over it means. */
export interface TimeAxis {
  /** Starts of the buckets, ms since 1970, ascending. */
  ats: number[];
  bucketMs: number;
  /** End of the window, ms since 1970: the last bucket may reach beyond it. */
  end: number;
  ticks: TimeTick[];
  marks: PlacedMark[];
  /** What lasted: shaded, and linked to. */
  stretches: PlacedStretches;
  /** IANA name. */
  zone: string;
}

interface AxisOptions {
  bucketMs: number;
  /** End of the window, ISO 8601. */
  to: string;
  zone: string;
  marks?: readonly MarkedMoment[];
}

/** Prepares the axis under buckets starting at `ats`. */
export function prepareTimeAxis(ats: number[], { bucketMs, to, zone, marks = [] }: AxisOptions): TimeAxis {
  const end = Date.parse(to);
  const stretches = placeStretches(marks, { ats, bucketMs, end, zone });
  const moments = marks.filter(({ lasting }) => !lasting);
  const labelled = stretches.links.map(({ at }) => at * ats.length);
  return {
    ats,
    bucketMs,
    end,
    ticks: timeTicks(ats, zone),
    marks: placeMarks(moments, { ats, bucketMs, zone, labelled }),
    stretches,
    zone,
  };
}

/** Share of the chart's width a mark's label takes. */
const labelWidth = 0.2;

interface PlaceOptions {
  ats: readonly number[];
  bucketMs: number;
  zone: string;
  /** Where labels stand already, in buckets from the start. */
  labelled: number[];
}

/** One line a bucket, whatever lies in it; marks outside the window are left out, and labels that would run together. */
function placeMarks(marks: readonly MarkedMoment[], { ats, bucketMs, zone, labelled }: PlaceOptions) {
  const placed = new Map<number, PlacedMark>();
  for (const { at, word, words, tone } of marks.toSorted((a, b) => a.at.localeCompare(b.at))) {
    const moment = Date.parse(at);
    const index = ats.findIndex((start) => moment >= start && moment < start + bucketMs);
    const start = ats[index];
    if (start === undefined) continue;
    const clock = formatClock(new Date(moment), zone, "minute");
    const known = placed.get(start);
    if (known) {
      known.words.push(`${clock} ${words}`);
      if (tone === "bad") known.tone = "bad";
      continue;
    }
    const hasRoom = labelled.every((other) => Math.abs(index - other) >= ats.length * labelWidth);
    if (hasRoom) labelled.push(index);
    const side = index > ats.length / 4 ? "insideTopRight" : "insideTopLeft";
    placed.set(start, {
      at: start,
      label: hasRoom ? `${word} ${clock}` : "",
      side,
      tone,
      words: [`${clock} ${words}`],
    });
  }
  return [...placed.values()];
}

/** What happened in a bucket, or lasted over it, for its hint. */
export function marksAt(axis: TimeAxis, at: number): readonly string[] {
  const moments = axis.marks.find((mark) => mark.at === at)?.words ?? [];
  return [...stretchesAt(axis.stretches, at, at + axis.bucketMs), ...moments];
}

const dayMs = 86_400_000;

/** A stretch of whole buckets. */
export interface Stretch {
  from: Date;
  to: Date;
  /** "20 Nov 14:00 – 16:30". */
  words: string;
}

/** The bucket under a place on the axis: `share` of its width, 0–1, and beyond its ends the outermost. */
export function bucketAt(axis: TimeAxis, share: number): number {
  return Math.max(0, Math.min(axis.ats.length - 1, Math.floor(share * axis.ats.length)));
}

/** The stretch from one bucket to another, whichever comes first; it never reaches beyond the window. */
export function stretchOf(axis: TimeAxis, a: number, b: number): Stretch | null {
  const first = axis.ats[Math.min(a, b)];
  const last = axis.ats[Math.max(a, b)];
  if (first === undefined || last === undefined) return null;
  const to = Math.max(first + 1, Math.min(last + axis.bucketMs, axis.end));
  return { from: new Date(first), to: new Date(to), words: wordsOf(first, last, axis) };
}

/** The stretch's bounds; a second day is named where it ends on another one. */
function wordsOf(first: number, last: number, { bucketMs, zone }: TimeAxis): string {
  const end = last + bucketMs;
  const [day, lastDay] = [first, end - 1].map((at) => formatDay(new Date(at), zone));
  if (day === lastDay) return bucketSpan(first, end - first, zone);
  if (bucketMs % dayMs === 0) return `${day} – ${lastDay}`;
  const [from, to] = [first, end].map((at) => formatClock(new Date(at), zone, "minute"));
  return `${day} ${from} – ${formatDay(new Date(end), zone)} ${to}`;
}
