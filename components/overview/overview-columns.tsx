"use client";

import { Sparkline } from "#components/charts/sparkline.tsx";
import { Count, Duration, Unknown } from "#components/ui/figures.tsx";
import { HealthMark } from "#components/ui/health-mark.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import type { OverviewCell } from "#lib/contracts/overview.ts";
import { formatCount } from "#lib/format/count.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { BreakerNote } from "./breaker-note.tsx";
import { CellLink } from "./cell-link.tsx";
import { CreditsCell } from "./credits-cell.tsx";
import { KeyState } from "./key-state.tsx";
import { PlaceCell } from "./place-cell.tsx";
import { RateCell } from "./rate-cell.tsx";

const column = columnsOf<OverviewCell>();

/** The table's columns; `span` is the window in short ("24 h"), for what is counted over it. */
export function overviewColumns(span: string) {
  return [
    column.display({
      id: "place",
      header: "Provider and region",
      cell: ({ row: { original: cell } }) => <PlaceCell cell={cell} />,
    }),
    column.display({
      id: "health",
      header: "Health",
      cell: ({ row: { original: cell } }) => (
        <CellLink cell={cell} to="/failures" label="Failures">
          <HealthMark health={cell.health} />
          {cell.breaker && <BreakerNote breaker={cell.breaker} />}
        </CellLink>
      ),
      meta: { className: "max-sm:hidden" },
    }),
    column.display({
      id: "calls",
      header: `Calls${span && `, ${span}`}`,
      cell: ({ row: { original: cell } }) => (
        <CellLink cell={cell} to="/jobs" label="Jobs" className="inline-flex items-center gap-2.5">
          {cell.calls === 0 ? <Count value={0} /> : formatCount(cell.calls)}
          <Sparkline values={cell.callsTrend} height={12} className="text-decor max-[1360px]:hidden" />
        </CellLink>
      ),
      meta: { align: "right", className: "max-xl:hidden" },
    }),
    column.display({
      id: "rate",
      header: () => (
        <>
          Error rate<span className="max-sm:hidden"> against its usual</span>
        </>
      ),
      cell: ({ row: { original: cell } }) => <RateCell cell={cell} />,
      meta: { className: "sm:w-[26%] max-sm:text-right" },
    }),
    column.display({
      id: "p95",
      header: "p95 job",
      cell: ({ row: { original: cell } }) => <P95 cell={cell} />,
      meta: { align: "right", className: "max-lg:hidden" },
    }),
    column.display({
      id: "in-flight",
      header: "In flight",
      cell: ({ row: { original: cell } }) => (
        <CellLink cell={cell} to="/jobs?state=queued&state=running" label="Jobs in flight">
          <Count value={cell.inFlight} />
        </CellLink>
      ),
      meta: { align: "right", className: "whitespace-nowrap max-lg:hidden" },
    }),
    column.display({
      id: "stuck",
      header: "Stuck",
      cell: ({ row: { original: cell } }) => (
        <CellLink cell={cell} to="/jobs?stuck=true" label="Stuck jobs">
          <Count value={cell.stuck} loud />
        </CellLink>
      ),
      meta: { align: "right" },
    }),
    column.display({
      id: "credits",
      header: "Credits today",
      cell: ({ row: { original: cell } }) => <CreditsCell cell={cell} />,
      meta: { align: "right", className: "whitespace-nowrap max-xl:hidden" },
    }),
    column.display({
      id: "key",
      header: "Key",
      cell: ({ row: { original: cell } }) => (
        <CellLink cell={cell} to="/keys" label="Keys">
          <KeyState state={cell.key.state} />
        </CellLink>
      ),
      meta: { className: "w-px max-xl:hidden" },
    }),
  ];
}

function P95({ cell }: { cell: OverviewCell }) {
  if (cell.p95JobMs === null) return <Unknown word="–" />;
  const usual = cell.usualP95JobMs === null ? "no usual yet" : `usual ${formatDuration(cell.usualP95JobMs)}`;
  return (
    <CellLink cell={cell} to="/jobs" label={`Slowest twentieth of the jobs; ${usual}`}>
      <span className={cell.health === "slow" ? "text-warn" : undefined}>
        <Duration ms={cell.p95JobMs} />
      </span>
    </CellLink>
  );
}
