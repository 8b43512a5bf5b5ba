import { z } from "zod";
import { instant, providerId, regionId, uuid } from "./primitives.ts";

/** Ranges the top bar offers; anything else is `from` and `to`. */
export const namedRanges = ["1h", "6h", "24h", "7d", "30d"] as const;
export type NamedRange = (typeof namedRanges)[number];

export const namedRangeMs: Record<NamedRange, number> = {
  "1h": 3_600_000,
  "6h": 6 * 3_600_000,
  "24h": 24 * 3_600_000,
  "7d": 7 * 24 * 3_600_000,
  "30d": 30 * 24 * 3_600_000,
};

/** What every list and chart is narrowed by: the top bar's scope and range, as they stand in the URL. */
export const scope = z.object({
  provider: providerId.optional(),
  region: regionId.optional(),
  product: z.string().max(64).optional(),
  client: uuid.optional(),
  range: z.enum(namedRanges).optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export type Scope = z.infer<typeof scope>;

/** The window a scope means at `now`: explicit bounds win, then the named range, then 24 hours. */
export function windowOf(input: Scope, now: Date): { from: Date; to: Date } {
  const to = input.to ? new Date(input.to) : now;
  const from = input.from ? new Date(input.from) : new Date(to.getTime() - namedRangeMs[input.range ?? "24h"]);
  return { from, to };
}
