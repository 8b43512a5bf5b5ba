"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { catalogFiltersOf } from "#lib/url/catalog-filters-of.ts";
import { guidanceParams } from "#lib/url/screen-params.ts";

/** The filters of the Guidance screen, as they stand in the address. */
export function useGuidanceFilters() {
  const [values, change] = useQueryStates(guidanceParams, { history: "push" });
  const filters = useMemo(() => catalogFiltersOf(values), [values]);
  return {
    filters,
    values,
    change: (next: { [Name in keyof typeof values]?: (typeof values)[Name] | null }) => void change(next),
    clear: () => void change({ q: null, owner: null, family: null, kind: null }),
  };
}
