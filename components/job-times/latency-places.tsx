"use client";

import { downloadCsv } from "#components/charts/download-csv.ts";
import { latencyWords } from "#components/charts/prepare-latency.ts";
import { useScope } from "#components/shell/use-scope.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Count, Duration } from "#components/ui/figures.tsx";
import { Place } from "#components/ui/place.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import type { LatencyTrend } from "#lib/contracts/questions.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { placeName } from "#lib/format/place.ts";

type PlaceTimes = LatencyTrend["places"][number];
const column = columnsOf<PlaceTimes>();
const percentiles = ["p50", "p95", "p99"] as const;

const columns = [
  column.display({
    id: "place",
    header: "Provider and region",
    cell: ({ row }) => <PlaceButton {...row.original} />,
    meta: { className: "w-full" },
  }),
  column.display({
    id: "n",
    header: "Measured",
    cell: ({ row }) => <Count value={row.original.n} />,
    meta: { align: "right", className: "w-px max-sm:hidden" },
  }),
  ...percentiles.map((name) =>
    column.display({
      id: name,
      header: name,
      cell: ({ row }) => <Duration ms={row.original[name]} />,
      meta: { align: "right", className: `w-px whitespace-nowrap ${name === "p50" ? "max-sm:hidden" : ""}` },
    }),
  ),
];

/** The same percentiles at each place, the busiest first; pressing a place narrows the screen to it. */
export function LatencyPlaces({ trend, stale }: { trend: LatencyTrend; stale: boolean }) {
  return (
    <Card aria-labelledby="latency-places" className="min-w-0">
      <CardHeader
        id="latency-places"
        title="By provider and region"
        aside={latencyWords[trend.kind].toLowerCase()}
        actions={
          <Button
            variant="ghost"
            size="small"
            disabled={trend.places.length === 0}
            onClick={() => downloadCsv(`docket-how-long-${trend.kind}-by-place`, tableOf(trend))}
          >
            CSV
          </Button>
        }
      />
      <DataTable
        label="How long, by provider and region"
        columns={columns}
        rows={trend.places}
        rowId={({ provider, region }) => `${provider}/${region}`}
        stale={stale}
        empty={<p className="px-4 pt-2 pb-4 text-soft">Nothing of this kind ended in this window.</p>}
      />
    </Card>
  );
}

function PlaceButton({ provider, region }: PlaceTimes) {
  const [, narrow] = useScope();
  return (
    <button
      type="button"
      aria-label={`Show only ${placeName(provider, region)}`}
      onClick={() => narrow({ provider, region })}
      className="rounded-chip hover:underline"
    >
      <Place provider={provider} region={region} />
    </button>
  );
}

function tableOf(trend: LatencyTrend) {
  const words = (ms: number | null) => (ms === null ? "nothing recorded" : formatDuration(ms));
  return {
    head: ["Provider and region", "Measured", ...percentiles],
    rows: trend.places.map((place) => ({
      key: `${place.provider}/${place.region}`,
      cells: [
        placeName(place.provider, place.region),
        String(place.n),
        ...percentiles.map((name) => words(place[name])),
      ],
    })),
  };
}
