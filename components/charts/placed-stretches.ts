import { clockSpan } from "#lib/format/clock-span.ts";
import { countOf } from "#lib/format/count.ts";
import { formatClock } from "#lib/format/instant.ts";
import type { MarkedMoment } from "./time-axis.ts";

/** A shaded stretch of the axis. */
export interface PlacedBand {
  key: string;
  /** Its ends within the window, ms since 1970. */
  from: number;
  to: number;
  /** The same as shares of the axis's width, 0–1. */
  left: number;
  right: number;
  /** It still lasts: drawn unfinished. */
  isOpen: boolean;
  /** "LlamaParse NA unavailable, 13:05–13:12". */
  words: string;
}

/** A link above the axis to what lasted there: one for all that lie too close together for labels of their own. */
export interface StretchLink {
  /** Where it stands, as a share of the axis's width. */
  at: number;
  /** It reaches to the right of where it stands, or to the left near the axis's end. */
  side: "right" | "left";
  /** "incident 13:05", "3 incidents"; and where there is less room, "13:05", "3". */
  label: string;
  short: string;
  /** Everything it leads to, in words. */
  words: string[];
  href: string;
}

/** What lasted, placed on a time axis. */
export interface PlacedStretches {
  bands: PlacedBand[];
  links: StretchLink[];
}

interface PlaceOptions {
  /** Starts of the buckets, ms since 1970, ascending. */
  ats: readonly number[];
  bucketMs: number;
  /** End of the window, ms since 1970. */
  end: number;
  /** IANA name. */
  zone: string;
}

/** Share of the axis's width a link takes. */
const linkWidth = 0.17;

/** Places whatever lasted into the window; moments are left out. */
export function placeStretches(marks: readonly MarkedMoment[], options: PlaceOptions): PlacedStretches {
  const { ats, bucketMs, end, zone } = options;
  const start = ats[0];
  if (start === undefined) return { bands: [], links: [] };
  const share = (at: number) => (at - start) / (ats.length * bucketMs);
  const bands: PlacedBand[] = [];
  const links: StretchLink[] = [];
  let gathered = 0;
  for (const { at, word, words, lasting } of marks.toSorted((a, b) => a.at.localeCompare(b.at))) {
    if (!lasting) continue;
    const until = lasting.until === null ? end : Date.parse(lasting.until);
    const from = Math.max(start, Date.parse(at));
    const to = Math.min(end, until);
    if (from >= end || to < start) continue;
    const span = clockSpan(new Date(at), lasting.until === null ? null : new Date(lasting.until), zone);
    const band = { from, to, left: share(from), right: share(to), isOpen: lasting.until === null };
    bands.push({ key: `${lasting.href} ${at}`, ...band, words: `${words}, ${span}` });
    const side = band.left < 1 - linkWidth ? "right" : "left";
    const near = links.at(-1);
    // Two labels that face each other need the room of both.
    const room = near?.side === side ? linkWidth : 2 * linkWidth;
    if (near && band.left - near.at < room) {
      gathered += 1;
      near.label = countOf(gathered, word);
      near.short = String(gathered);
      near.words.push(`${words}, ${span}`);
      near.href = listHref(gathered, bands, lasting.href);
      continue;
    }
    gathered = 1;
    const clock = formatClock(new Date(at), zone, "minute");
    links.push({
      at: band.left,
      side,
      label: `${word} ${clock}`,
      short: clock,
      words: [`${words}, ${span}`],
      href: lasting.href,
    });
  }
  return { bands, links };
}

/** The list over the stretch of the last `count` bands: `/incidents/<id>` becomes `/incidents?from=…&to=…`. */
function listHref(count: number, bands: readonly PlacedBand[], href: string): string {
  const gathered = bands.slice(-count);
  const from = Math.min(...gathered.map((band) => band.from));
  const to = Math.max(...gathered.map((band) => band.to)) + 1;
  const window = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  return `${href.slice(0, href.lastIndexOf("/"))}?${window}`;
}

/** What lasted over any part of [from, to), in words. */
export function stretchesAt({ bands }: PlacedStretches, from: number, to: number): string[] {
  return bands.filter((band) => band.from < to && band.to >= from).map(({ words }) => words);
}
