"use client";

import { useMemo, useRef } from "react";
import { useHoldLive } from "#components/shell/live-context.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { OverviewCell } from "#lib/contracts/overview.ts";
import type { NamedRange, Scope } from "#lib/contracts/scope.ts";
import { overviewColumns } from "./overview-columns.tsx";

const spans: Record<NamedRange, string> = { "1h": "1 h", "6h": "6 h", "24h": "24 h", "7d": "7 d", "30d": "30 d" };

interface ProviderTableProps {
  cells: readonly OverviewCell[];
  scope: Scope;
  stale: boolean;
}

/** A row per provider × region: is it well, against its own usual. */
export function ProviderTable({ cells, scope, stale }: ProviderTableProps) {
  const span = scope.from || scope.to ? "" : spans[scope.range ?? "24h"];
  const columns = useMemo(() => overviewColumns(span), [span]);
  const area = useRef<HTMLDivElement>(null);
  useHoldLive(area);
  return (
    <Card ref={area} aria-label="Providers and regions">
      <DataTable
        label="Providers and regions"
        columns={columns}
        rows={cells}
        rowId={(cell) => `${cell.provider}/${cell.region}`}
        stale={stale}
        empty={<p className="px-4 py-6 text-soft">No key and no traffic in this scope.</p>}
      />
    </Card>
  );
}
