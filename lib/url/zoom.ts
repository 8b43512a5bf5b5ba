import { type NamedRange, namedRanges } from "#lib/contracts/scope.ts";

/** The range in an address, and the ranges it was zoomed out of: the last is the one to go back to. */
export interface ZoomState {
  range: NamedRange | null;
  /** ISO 8601 instants. */
  from: string | null;
  to: string | null;
  /** `24h`, `<from>/<to>`, several joined by `~`; null = not zoomed. */
  zoomed: string | null;
}

/** More steps back than this are forgotten, so that an address stays short. */
const mostSteps = 6;

/** The address after zooming into a stretch of time: remembers where one came from. */
export function zoomIn(present: ZoomState, stretch: { from: Date; to: Date }): ZoomState {
  const steps = [...stepsOf(present.zoomed), stepOf(present)].slice(-mostSteps);
  return { range: null, from: stretch.from.toISOString(), to: stretch.to.toISOString(), zoomed: steps.join("~") };
}

/** The address one step back; null where there is none, or where the step is not one this page could have written. */
export function zoomOut(present: ZoomState): ZoomState | null {
  const steps = stepsOf(present.zoomed);
  const last = steps.pop();
  if (!last) return null;
  const zoomed = steps.length > 0 ? steps.join("~") : null;
  const range = namedRanges.find((name) => name === last);
  if (range) return { range: range === "24h" ? null : range, from: null, to: null, zoomed };
  const [from = "", to = ""] = last.split("/");
  if (!isInstant(from) || (to !== "" && !isInstant(to))) return null;
  return { range: null, from, to: to || null, zoomed };
}

function stepsOf(zoomed: string | null): string[] {
  return zoomed ? zoomed.split("~") : [];
}

function stepOf({ range, from, to }: ZoomState): string {
  return from ? `${from}/${to ?? ""}` : (range ?? "24h");
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text));
}
