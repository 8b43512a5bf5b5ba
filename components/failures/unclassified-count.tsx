"use client";

import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Button } from "#components/ui/button.tsx";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import { type FailureFilters, failureFilters } from "#lib/contracts/failures.ts";
import { scope } from "#lib/contracts/scope.ts";
import { formatCount } from "#lib/format/count.ts";
import { failureGroupsQuery } from "#lib/queries/failures.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { groupFilters, groupLimit } from "#lib/url/group-filters.ts";

interface UnclassifiedCountProps {
  filters: FailureFilters;
  onShow: () => void;
}

/** How many failures nothing known matches, within the scope; quiet at none. */
export function UnclassifiedCount({ filters, onShow }: UnclassifiedCountProps) {
  const within = filtersOf(failureFilters, filtersOf(scope, filters));
  const { data } = useLiveQuery(failureGroupsQuery(groupFilters({ ...within, match: "none" })), { background: true });
  const count = data?.items.reduce((sum, group) => sum + group.count, 0) ?? 0;
  if (count === 0 || filters.match === "none") return null;
  return (
    <Button variant="ghost" onClick={onShow} className="sm:ml-auto">
      <FamilyMark family="unclassified" className="[&>span]:hidden" />
      {formatCount(count)}
      {data && data.items.length >= groupLimit && "+"} unclassified
    </Button>
  );
}
