"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type Scope, scope as scopeContract } from "#lib/contracts/scope.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { scopeParams } from "#lib/url/scope-params.ts";

type ScopeChange = { [Name in keyof Scope]?: Scope[Name] | null };

const params = { ...scopeParams, cursor: parseAsString };

/** The scope and range in the address. Changing them goes back to the first page. */
export function useScope(): [scope: Scope, change: (change: ScopeChange) => void] {
  const [values, setValues] = useQueryStates(params, { history: "push" });
  const scope = useMemo(() => filtersOf(scopeContract, values), [values]);
  return [scope, (change) => void setValues({ ...change, cursor: null })];
}
