import type { Scope } from "#lib/contracts/scope.ts";
import type { Family } from "#lib/vocabulary.ts";

/** What every part of the trends is narrowed by. */
export interface TrendFilters {
  /** The top bar's scope and range. */
  scope: Scope;
  family: Family | null;
  /** An entry's id. */
  entry: string | null;
}

/** The failure filters as a question's input; what is not set is left out. */
export function narrowingOf({ family, entry }: TrendFilters) {
  return { ...(family && { family }), ...(entry && { entry }) };
}

/** How often the trends look for news, in ms: many questions at once, over stretches that change slowly. */
export const trendsLive = { everyMs: 15_000 } as const;
