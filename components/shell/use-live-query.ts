"use client";

import {
  type DefaultError,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from "@tanstack/react-query";
import { useLive } from "./live-context.tsx";

const usualMs = 5000;

interface LiveOptions {
  /** Time between two looks, in ms; by what the last one brought, where that tells. */
  everyMs?: number | ((data: unknown) => number);
  /** Not what the screen is about (a count in the navigation): does not speak for the data's age. */
  background?: boolean;
}

/** A query that follows events while the live switch is on, the tab is visible and nobody is busy in the rows. */
export function useLiveQuery<Data, Key extends QueryKey>(
  options: UseQueryOptions<Data, DefaultError, Data, Key>,
  { everyMs = usualMs, background = false }: LiveOptions = {},
): UseQueryResult<Data> {
  const { live, held } = useLive();
  return useQuery({
    ...options,
    meta: { ...options.meta, background },
    refetchInterval: ({ state }) => {
      if (!live || (held && !background)) return false;
      return typeof everyMs === "number" ? everyMs : everyMs(state.data);
    },
    refetchOnWindowFocus: live,
  });
}
