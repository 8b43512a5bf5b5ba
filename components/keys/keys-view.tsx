"use client";

import { KeyRound, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { KeySummary } from "#lib/contracts/keys.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { keyListQuery } from "#lib/queries/keys.ts";
import { providerIds, providerLabels, regionIds } from "#lib/vocabulary.ts";
import { AddKeyDialog } from "./add-key-dialog.tsx";
import { keyColumns } from "./key-columns.tsx";

const slowMs = 30_000;

/** The Keys screen: which key works where. */
export function KeysView() {
  const mayChange = useMay("admin");
  const [adding, setAdding] = useState(false);
  const { data, error, refetch, isFetching } = useLiveQuery(keyListQuery(), { everyMs: slowMs });
  const rows = useMemo(() => inPlaceOrder(data?.items ?? []), [data]);
  const add = mayChange && (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus aria-hidden strokeWidth={1.75} /> Add key
    </Button>
  );
  return (
    <>
      <div className="flex min-h-control flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="max-w-reading text-soft">
          Vendors’ secrets, sealed, one or more for each region. A test asks the vendor’s cheapest question.
        </p>
        {data && data.items.length > 0 && add}
      </div>
      <Card>
        {data ? (
          <DataTable
            label="Provider keys"
            columns={keyColumns}
            rows={rows}
            rowId={(key) => key.id}
            groupOf={(key) => providerLabels[key.provider]}
            empty={
              <EmptyState icon={KeyRound} title="No provider key yet" action={add}>
                The gateway calls a vendor with a key you keep here; applications never see it. Without one, only the
                built-in sandbox answers.
              </EmptyState>
            }
          />
        ) : error ? (
          <ErrorState what="The keys could not be loaded." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
        ) : (
          <SkeletonRows rows={6} label="Loading keys" />
        )}
      </Card>
      {adding && <AddKeyDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function inPlaceOrder(keys: readonly KeySummary[]): KeySummary[] {
  return keys.toSorted(
    (a, b) =>
      providerIds.indexOf(a.provider) - providerIds.indexOf(b.provider) ||
      regionIds.indexOf(a.region) - regionIds.indexOf(b.region) ||
      a.label.localeCompare(b.label, "en"),
  );
}
