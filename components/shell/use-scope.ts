"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type Scope, scope as scopeContract } from "#lib/contracts/scope.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { scopeParams } from "#lib/url/scope-params.ts";

type ScopeChange = { [Name in keyof Scope]?: Scope[Name] | null };

const params = { ...scopeParams, cursor: parseAsString, zoomed: parseAsString };

/** The scope and range in the address. Changing them goes back to the first page; another range is no zoom any more. */
export function useScope(): [scope: Scope, change: (change: ScopeChange) => void] {
  const [values, setValues] = useQueryStates(params, { history: "push" });
  const scope = useMemo(() => filtersOf(scopeContract, values), [values]);
  const set = (change: ScopeChange) =>
    void setValues({ ...change, cursor: null, ...("range" in change || "from" in change ? { zoomed: null } : {}) });
  return [scope, set];
}
