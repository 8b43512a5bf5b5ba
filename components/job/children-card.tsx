"use client";

import { jobColumns } from "#components/jobs/job-columns.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { countOf } from "#lib/format/count.ts";

/** Place and client are the parent's own. */
const columns = jobColumns.filter(({ id }) => id !== "place" && id !== "client");

/** The runs a batch, workflow or extract run made; nothing where it made none. */
export function ChildrenCard({ job }: { job: JobDetail }) {
  const { total, items } = job.children;
  if (total === 0) return null;
  return (
    <Card aria-label="Runs it made">
      <CardHeader
        title="Runs it made"
        aside={total > items.length ? `the first ${items.length} of ${countOf(total, "run")}` : countOf(total, "run")}
        actions={
          <ScopedLink
            href={`/jobs?parent=${encodeURIComponent(job.vendorJobId)}`}
            className="text-accent text-sm hover:underline"
          >
            In the job list
          </ScopedLink>
        }
      />
      <DataTable label="Runs it made" columns={columns} rows={items} rowId={({ id }) => id} empty={null} />
    </Card>
  );
}
