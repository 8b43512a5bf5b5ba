"use client";

import { Download } from "lucide-react";
import { useRef } from "react";
import { useHoldLive } from "#components/shell/live-context.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { buttonClass } from "#components/ui/button-class.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { type LossFilters, type LossKind, type LossTotal, lossKinds } from "#lib/contracts/credits.ts";
import { countOf, formatAmount } from "#lib/format/count.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { lostCreditsCsv, lostCreditsQuery } from "#lib/queries/credits.ts";
import { KindChoice } from "./kind-choice.tsx";
import { lossWords } from "./loss-words.ts";
import { lostColumns } from "./lost-columns.tsx";

const pageLength = 20;

interface LostCardProps {
  filters: LossFilters;
  onKind: (kind: LossKind | null) => void;
  onGo: (cursor: string | null) => void;
}

/** What was paid for and reached nobody: by kind, job by job, and as a claim to send to the vendor. */
export function LostCard({ filters, onKind, onGo }: LostCardProps) {
  const area = useRef<HTMLElement>(null);
  useHoldLive(area);
  const { data, error, refetch, isFetching, isPlaceholderData } = useLiveQuery(
    lostCreditsQuery({ ...filters, limit: pageLength }),
  );
  return (
    <Card ref={area} aria-labelledby="paid-but-lost" className="min-w-0 scroll-mt-16">
      <CardHeader
        id="paid-but-lost"
        title="Paid but lost"
        aside="credits whose result never reached the caller"
        actions={
          <a
            href={lostCreditsCsv(filters)}
            download
            className={buttonClass("secondary", "small")}
            aria-label="Download the claim as CSV, with the vendors’ job ids"
          >
            <Download aria-hidden strokeWidth={1.75} /> Claim as CSV
          </a>
        }
      />
      <KindChoice
        kind={filters.kind ?? null}
        onKind={onKind}
        items={lossKinds.map((kind) => ({ value: kind, label: lossWords[kind].label }))}
      />
      {data && <Totals totals={data.totals} />}
      {data ? (
        <>
          <DataTable
            label="Paid but lost"
            columns={lostColumns}
            rows={data.items}
            rowId={(loss) => loss.id}
            stale={isPlaceholderData}
            empty={
              <p className="px-4 py-6 text-soft">
                Nothing in this range and scope{filters.kind ? ` under “${lossWords[filters.kind].label}”` : ""}: what
                was paid for reached its caller.
              </p>
            }
          />
          <Pagination cursor={filters.cursor ?? null} next={data.next} shown={data.items.length} onGo={onGo} />
        </>
      ) : error ? (
        <ErrorState what="The losses could not be loaded." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
      ) : (
        <SkeletonRows rows={6} label="Loading what was lost" />
      )}
    </Card>
  );
}

function Totals({ totals }: { totals: readonly LossTotal[] }) {
  if (totals.length === 0) return null;
  const byKind = Map.groupBy(totals, ({ kind }) => kind);
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 border-line-faint border-b px-4 pb-2.5 text-sm">
      {lossKinds.flatMap((kind) => {
        const ones = byKind.get(kind);
        if (!ones) return [];
        const jobs = ones.reduce((sum, one) => sum + one.jobs, 0);
        const vague = ones.reduce((sum, one) => sum + one.unknownShare, 0);
        const known = ones.reduce((sum, one) => sum + one.reported + one.estimated, 0);
        const one = new Set(ones.map(({ provider }) => provider)).size === 1;
        return (
          <li key={kind} title={lossWords[kind].meaning}>
            <span className="text-soft">{lossWords[kind].label}</span> <span>{countOf(jobs, "job")}</span>
            <span className="text-quiet">
              {one && known > 0 && `, ${formatAmount(known)} credits`}
              {vague > 0 && `, ${vague} of unknown share`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
