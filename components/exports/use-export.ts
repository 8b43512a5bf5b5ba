"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { toastDone, toastFailed } from "#components/ui/toast-manager.ts";
import type { FailureFilters } from "#lib/contracts/failures.ts";
import type { IncidentFilters } from "#lib/contracts/incidents.ts";
import type { JobFilters } from "#lib/contracts/jobs.ts";
import type { RowCount } from "#lib/contracts/primitives.ts";
import { countOf } from "#lib/format/count.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { type ExportFormat, readExport } from "#lib/queries/export.ts";
import { failureCountQuery } from "#lib/queries/failures.ts";
import { jobCountQuery } from "#lib/queries/jobs.ts";
import { openExportSink } from "./disk-sink.ts";
import { saveFile } from "./save-file.ts";

/** What is taken away: a list with the filters it is shown with. */
export type Exported =
  | { list: "jobs"; filters: JobFilters }
  | { list: "failures"; filters: FailureFilters }
  | { list: "incidents"; filters: IncidentFilters };

/** Incidents are few: the bar does without their number. */
const notCounted: RowCount = { count: 0, exact: false };

/** An export under way. */
export interface ExportProgress {
  rows: number;
  /** How many there will be; null = not known exactly. */
  of: number | null;
}

/** Reads a list whole and saves it as a file; one at a time, and none longer than the screen is open. */
export function useExport(exported: Exported) {
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const stopping = useRef<AbortController>(null);
  const queries = useQueryClient();
  useEffect(() => () => stopping.current?.abort(), []);
  const countOfAll = async ({ list, filters }: Exported): Promise<RowCount> => {
    if (list === "incidents") return notCounted;
    return queries.fetchQuery(list === "jobs" ? jobCountQuery(filters) : failureCountQuery(filters));
  };
  const start = async (format: ExportFormat) => {
    if (stopping.current) return;
    const stop = new AbortController();
    stopping.current = stop;
    const { list } = exported;
    // A page's place and length play no part in the whole.
    const { cursor: _, limit: __, ...filters } = exported.filters;
    setProgress({ rows: 0, of: null });
    const learn = (count: RowCount) => count.exact && setProgress((now) => now && { ...now, of: count.count });
    // The count only feeds the bar: the file comes without it, too.
    void countOfAll(exported).then(learn, () => {});
    try {
      const onRows = (rows: number) => setProgress((now) => now && { ...now, rows });
      const { file, rows } = await readExport({
        list,
        format,
        filters,
        signal: stop.signal,
        sink: await openExportSink(),
        onRows,
      });
      const name = `docket-${list}.${format}`;
      saveFile(name, file);
      toastDone(`Saved ${name}`, countOf(rows, "row"));
    } catch (error) {
      if (!stop.signal.aborted) toastFailed(`The ${list} could not be exported`, messageOf(error));
    } finally {
      stopping.current = null;
      setProgress(null);
    }
  };
  return { progress, start, cancel: () => stopping.current?.abort() };
}
