import { type Scope, windowOf } from "#lib/contracts/scope.ts";

/** The period before a chart's window, in buckets of the same width. */
export interface EarlierWindow {
  from: string;
  to: string;
  /** How far it lies back, in ms. */
  shiftMs: number;
}

/**
 * The window before, as long as the scope's and shifted by whole buckets: rounding up keeps its buckets as wide as the
 * chart's, and named ranges exactly a day or a week apart.
 */
export function earlierWindow(trend: { from: string; to: string; bucketMs: number }, scope: Scope): EarlierWindow {
  const { from, to } = windowOf(scope, new Date(trend.to));
  const span = Math.max(trend.bucketMs, to.getTime() - from.getTime());
  const shiftMs = Math.ceil(span / trend.bucketMs) * trend.bucketMs;
  const start = Date.parse(trend.from) - shiftMs;
  return { from: new Date(start).toISOString(), to: new Date(start + shiftMs).toISOString(), shiftMs };
}
