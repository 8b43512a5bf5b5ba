"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type IncidentFilters, incidentFilters } from "#lib/contracts/incidents.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { scopeParams } from "#lib/url/scope-params.ts";
import { incidentParams } from "#lib/url/screen-params.ts";

const params = { ...scopeParams, ...incidentParams };

/** The filters of the Incidents screen, as they stand in the address. */
export function useIncidentFilters() {
  const [values, setValues] = useQueryStates(params, { history: "push" });
  const filters = useMemo((): IncidentFilters => filtersOf(incidentFilters, values), [values]);
  return {
    filters,
    /** Narrowed by anything but the time range. */
    narrowed: Boolean(filters.state ?? filters.provider ?? filters.region),
    changeState: (state: "open" | "resolved" | null) => void setValues({ state, cursor: null }),
    turnTo: (cursor: string | null) => void setValues({ cursor }),
    clear: () => void setValues({ state: null, provider: null, region: null, cursor: null }),
  };
}
