"use client";

import { useMemo, useRef } from "react";
import { downloadCsv } from "#components/charts/download-csv.ts";
import { useHoldLive } from "#components/shell/live-context.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { type CreditDimension, creditDimensions } from "#lib/contracts/credits.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { creditSummaryQuery } from "#lib/queries/credits.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { breakdownColumns, breakdownTable } from "./breakdown-columns.tsx";

const words: Record<CreditDimension, string> = {
  product: "Product",
  client: "Client",
  tier: "Tier",
  region: "Region",
  day: "Day",
  provider: "Provider",
};
const order: readonly CreditDimension[] = ["product", "client", "tier", "region", "day", "provider"];
const tabs = creditDimensions
  .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
  .map((value) => ({ value, label: words[value] }));

interface BreakdownCardProps {
  scope: Scope;
  by: CreditDimension;
  onBy: (by: CreditDimension) => void;
}

/** Credits of the scope by one dimension at a time, each provider by itself. */
export function BreakdownCard({ scope, by, onBy }: BreakdownCardProps) {
  const area = useRef<HTMLElement>(null);
  useHoldLive(area);
  const { data, error, refetch, isFetching, isPlaceholderData } = useLiveQuery(creditSummaryQuery(by, scope));
  const columns = useMemo(() => breakdownColumns(words[data?.by ?? by]), [data?.by, by]);
  const several = new Set(data?.items.map(({ provider }) => provider)).size > 1 && data?.by !== "provider";
  return (
    <Card ref={area} className="min-w-0">
      <CardHeader
        title="Breakdown"
        actions={
          <Button
            variant="ghost"
            size="small"
            disabled={!data}
            onClick={() =>
              data && downloadCsv(`docket-credits-by-${data.by}`, breakdownTable(words[data.by], data.items))
            }
          >
            CSV
          </Button>
        }
      />
      <Tabs
        label="Break down by"
        items={tabs}
        value={by}
        onChange={onBy}
        listClassName="flex-wrap px-2.5 pb-2 border-line border-b"
      />
      {data ? (
        <DataTable
          label="Credits by dimension"
          columns={columns}
          rows={data.items}
          rowId={(row) => `${row.provider}/${row.key}`}
          {...(several && { groupOf: (row: (typeof data.items)[number]) => providerLabels[row.provider] })}
          stale={isPlaceholderData}
          empty={<p className="px-4 py-6 text-soft">No credits were consumed in this range and scope.</p>}
        />
      ) : error ? (
        <ErrorState
          what="The breakdown could not be loaded."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      ) : (
        <SkeletonRows rows={6} label="Loading the breakdown" />
      )}
    </Card>
  );
}
