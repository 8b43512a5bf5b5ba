"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { downloadCsv } from "#components/charts/download-csv.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useZone } from "#components/ui/view-context.tsx";
import type { Scope } from "#lib/contracts/scope.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { comparisonQuery } from "#lib/queries/questions.ts";
import { comparisonColumns } from "./comparison-columns.tsx";
import { prepareComparison } from "./prepare-comparison.ts";
import { trendsLive } from "./trend-filters.ts";

const choices = [
  { value: "place", label: "Provider and region" },
  { value: "product", label: "Product" },
  { value: "client", label: "Client" },
  { value: "family", label: "Family" },
  { value: "entry", label: "Entry" },
] as const;
const values = choices.map(({ value }) => value);
const shownRows = 12;

/** The range beside the stretch as long just before it, the most changed first. */
export function ComparisonCard({ scope }: { scope: Scope }) {
  const { zone } = useZone();
  const [by, setBy] = useQueryState("compare-by", parseAsStringLiteral(values).withDefault("place"));
  const query = useLiveQuery(comparisonQuery({ ...scope, by }), trendsLive);
  const { data } = query;
  const prepared = useMemo(() => data && prepareComparison(data, zone), [data, zone]);
  const name = choices.find(({ value }) => value === by)?.label ?? "";
  const columns = useMemo(() => comparisonColumns(name), [name]);
  return (
    <Card aria-labelledby="comparison" className="min-w-0">
      <CardHeader
        id="comparison"
        title="Before and now"
        aside={
          prepared && <span title={`${prepared.before}\n${prepared.after}`}>all causes, the period before → this</span>
        }
        actions={
          <>
            <Select label="Compared by" look="filter" items={choices} value={by} onChange={setBy} />
            <Button
              variant="ghost"
              size="small"
              disabled={!prepared}
              onClick={() => prepared && downloadCsv(`docket-comparison-by-${by}`, prepared.table)}
            >
              CSV
            </Button>
          </>
        }
      />
      {prepared ? (
        <>
          <DataTable
            label="Before and now"
            columns={columns}
            rows={[prepared.total, ...prepared.rows.slice(0, shownRows)]}
            rowId={({ key }) => key}
            stale={query.isPlaceholderData}
          />
          {prepared.rows.length > shownRows && (
            <p className="border-line border-t px-4 py-2.5 text-quiet text-sm">
              The {shownRows} most changed of {prepared.rows.length} are shown; the file holds them all.
            </p>
          )}
        </>
      ) : query.error ? (
        <ErrorState
          what="The periods could not be compared."
          why={messageOf(query.error)}
          onRetry={query.refetch}
          busy={query.isFetching}
        />
      ) : (
        <SkeletonRows rows={8} label="Comparing periods" />
      )}
    </Card>
  );
}
