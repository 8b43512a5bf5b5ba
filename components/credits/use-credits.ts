"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { CreditDimension, LossFilters, LossKind, StackDimension } from "#lib/contracts/credits.ts";
import { lossFilters } from "#lib/contracts/credits.ts";
import { type Scope, scope as scopeContract } from "#lib/contracts/scope.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { scopeParams } from "#lib/url/scope-params.ts";
import { creditParams } from "#lib/url/screen-params.ts";
import type { ProviderId } from "#lib/vocabulary.ts";

const params = { ...scopeParams, ...creditParams };

/** What stands in the address of the Credits screen, and the ways to change it. */
export function useCredits() {
  const [values, setValues] = useQueryStates(params, { history: "push" });
  const scope = useMemo((): Scope => filtersOf(scopeContract, values), [values]);
  const losses = useMemo((): LossFilters => filtersOf(lossFilters, values), [values]);
  return {
    scope,
    losses,
    of: values.of,
    stack: values.stack,
    by: values.by,
    showProvider: (of: ProviderId) => void setValues({ of, cursor: null }),
    stackBy: (stack: StackDimension) => void setValues({ stack }),
    breakDownBy: (by: CreditDimension) => void setValues({ by }),
    showKind: (kind: LossKind | null) => void setValues({ kind, cursor: null }),
    turnTo: (cursor: string | null) => void setValues({ cursor }),
  };
}
