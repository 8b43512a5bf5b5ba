"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { ChartBody } from "#components/charts/chart-body.tsx";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { DocumentShapeBars } from "#components/charts/document-shape-bars.tsx";
import { PlotMessage } from "#components/charts/plot-frame.tsx";
import { prepareDocumentShapes, shapeWords } from "#components/charts/prepare-document-shapes.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Select } from "#components/ui/select.tsx";
import { shapeDimensions } from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { formatDay } from "#lib/format/instant.ts";
import { documentShapesQuery } from "#lib/queries/questions.ts";
import { trendsLive } from "./trend-filters.ts";

const choices = shapeDimensions.map((value) => ({ value, label: shapeWords[value] }));

/** How jobs ended by what their documents are like. */
export function DocumentShapesCard({ scope }: { scope: Scope }) {
  const [by, setBy] = useQueryState("documents-by", parseAsStringLiteral(shapeDimensions).withDefault("type"));
  const query = useLiveQuery(documentShapesQuery(scope, by), trendsLive);
  const { data } = query;
  const shapes = useMemo(() => data && prepareDocumentShapes(data), [data]);
  return (
    <ChartCard
      name={`jobs-by-document-${by}`}
      title="By document"
      aside={data && `all causes, whole days ${daysOf(data)} UTC`}
      choices={<Select label="Documents told apart by" look="filter" items={choices} value={by} onChange={setBy} />}
      table={shapes?.table ?? null}
      legend={
        <span className="inline-flex items-center gap-2 text-quiet text-sm">
          <span aria-hidden className="size-2.5 rounded-mark bg-bad" /> failed
          <span aria-hidden className="ml-2 size-2.5 rounded-mark bg-warn" /> partial result
        </span>
      }
    >
      <ChartBody query={query} doing="Counting documents" failed="The documents could not be counted.">
        {shapes &&
          (shapes.bars.length > 0 ? (
            <DocumentShapeBars shapes={shapes} />
          ) : (
            <PlotMessage>No job ended in this window.</PlotMessage>
          ))}
      </ChartBody>
    </ChartCard>
  );
}

/** "14 Nov – 21 Nov": the last day is the one before the exclusive end. */
function daysOf({ from, to }: { from: string; to: string }): string {
  const [first, last] = [formatDay(new Date(from), "UTC"), formatDay(new Date(Date.parse(to) - 1), "UTC")];
  return first === last ? first : `${first} – ${last}`;
}
