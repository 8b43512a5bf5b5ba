"use client";

import { type Query, type QueryCache, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";

export interface DataAge {
  /** When the oldest of what the screen shows was asked for, in ms since 1970; null while nothing is there. */
  updatedAt: number | null;
  /** The last attempt to bring something up to date failed. */
  failing: boolean;
}

function isShown(query: Query): boolean {
  return query.observers.some(({ options: { meta, enabled } }) => meta?.live && !meta.background && enabled !== false);
}

// A string, so that equal states are one value to React.
function stateOf(cache: QueryCache): string {
  const shown = cache.getAll().filter(isShown);
  const times = shown.map((query) => query.state.dataUpdatedAt).filter((at) => at > 0);
  const failing = shown.some((query) => query.state.fetchFailureCount > 0 || query.state.status === "error");
  return `${times.length > 0 ? Math.min(...times) : ""}|${failing ? "failing" : ""}`;
}

/** How old the live data on the screen is: the oldest part speaks for the whole. */
export function useDataAge(): DataAge {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((notify: () => void) => cache.subscribe(notify), [cache]);
  const state = useSyncExternalStore(
    subscribe,
    () => stateOf(cache),
    () => "|",
  );
  const [updatedAt = "", failing] = state.split("|");
  return { updatedAt: updatedAt === "" ? null : Number(updatedAt), failing: failing === "failing" };
}
