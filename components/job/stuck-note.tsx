"use client";

import { Hourglass } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { useNow } from "#components/ui/view-context.tsx";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { formatDuration } from "#lib/format/duration.ts";

const minuteMs = 60_000;

/** Says that the job runs longer than its own history explains, and what is safe to do about it. */
export function StuckNote({ job }: { job: JobDetail }) {
  const now = useNow(minuteMs);
  if (!job.stuck) return null;
  const soFar = formatDuration(Math.max(0, now - Date.parse(job.createdAt)));
  return (
    <Card role="status" className="relative flex gap-3 overflow-hidden py-3 pr-4 pl-5">
      <span aria-hidden className="absolute inset-y-0 left-0 w-1 bg-bad" />
      <Hourglass aria-hidden strokeWidth={1.75} className="mt-0.5 size-4 shrink-0 text-bad" />
      <div>
        <p className="font-[560]">
          Stuck: {soFar} so far
          {job.usualDurationMs !== null && `, where jobs like this usually take ${formatDuration(job.usualDurationMs)}`}
        </p>
        <p className="text-soft">
          Safe: polling it{job.can.cancel && ", or cancelling it if its result is no longer needed"}. Not safe: sending
          the document again while this job lives, for both may be done and both may be billed.
        </p>
      </div>
    </Card>
  );
}
