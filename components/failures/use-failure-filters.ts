"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type FailureFilters, failureFilters } from "#lib/contracts/failures.ts";
import type { ListOrder } from "#lib/contracts/primitives.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { scopeParams } from "#lib/url/scope-params.ts";
import { type FailureView, failureParams } from "#lib/url/screen-params.ts";
import type { Family, MatchKind } from "#lib/vocabulary.ts";

const params = { ...scopeParams, ...failureParams };

export interface FailureFilterChange {
  family?: Family | null;
  match?: MatchKind | null;
  entry?: string | null;
  q?: string | null;
}

const nothing = { family: null, match: null, entry: null, q: null } as const;

/** The filters of the Failures screen, as they stand in the address. */
export function useFailureFilters() {
  const [values, setValues] = useQueryStates(params, { history: "push" });
  const filters = useMemo((): FailureFilters => filtersOf(failureFilters, values), [values]);
  return {
    filters,
    view: values.view,
    q: values.q,
    /** Narrowed by anything but the time range. */
    narrowed: Object.keys(filters).some((name) => !["range", "from", "to", "order", "cursor"].includes(name)),
    show: (view: FailureView) => void setValues({ view, cursor: null }),
    change: (next: FailureFilterChange) => void setValues({ ...next, cursor: null }),
    turnTo: (cursor: string | null) => void setValues({ cursor }),
    sort: (order: ListOrder) => void setValues({ order: order === "newest" ? null : order, cursor: null }),
    clear: () =>
      void setValues({ ...nothing, provider: null, region: null, product: null, client: null, cursor: null }),
  };
}
