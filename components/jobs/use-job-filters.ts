"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type JobFilters, jobFilters } from "#lib/contracts/jobs.ts";
import type { ListOrder } from "#lib/contracts/primitives.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { scopeParams } from "#lib/url/scope-params.ts";
import { type JobView, jobParams } from "#lib/url/screen-params.ts";
import type { JobState } from "#lib/vocabulary.ts";

const params = { ...scopeParams, ...jobParams };

export interface JobFilterChange {
  state?: JobState[] | null;
  stuck?: "true" | null;
  entry?: string | null;
  parent?: string | null;
  q?: string | null;
}

const nothing = { state: null, stuck: null, entry: null, parent: null, q: null } as const;

/** The filters of the Jobs screen, as they stand in the address. */
export function useJobFilters() {
  const [values, setValues] = useQueryStates(params, { history: "push" });
  const filters = useMemo((): JobFilters => filtersOf(jobFilters, values), [values]);
  return {
    filters,
    view: values.view,
    states: values.state ?? [],
    q: values.q,
    /** Narrowed by anything but the time range. */
    narrowed: Object.keys(filters).some((name) => !["range", "from", "to", "order", "cursor"].includes(name)),
    show: (view: JobView) => void setValues({ view, cursor: null }),
    change: (next: JobFilterChange) => void setValues({ ...next, cursor: null }),
    turnTo: (cursor: string | null) => void setValues({ cursor }),
    sort: (order: ListOrder) => void setValues({ order: order === "newest" ? null : order, cursor: null }),
    clear: () =>
      void setValues({ ...nothing, provider: null, region: null, product: null, client: null, cursor: null }),
  };
}
