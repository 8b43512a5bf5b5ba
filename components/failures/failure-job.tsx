"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { JobStateMark } from "#components/ui/job-state-mark.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { jobQuery } from "#lib/queries/jobs.ts";

/** The job the failure ended, leading to its life. */
export function FailureJob({ jobId }: { jobId: string }) {
  const { data: job, isError } = useQuery(jobQuery(jobId));
  return (
    <Card className="hover:bg-fill/60">
      <Link href={`/jobs/${jobId}`} className="flex min-h-12 flex-wrap items-center gap-x-4 rounded-card px-4 py-2">
        <span className="text-quiet text-sm">The job</span>
        {job ? (
          <>
            <span className="min-w-0 truncate font-medium">{job.fileName ?? job.vendorJobId}</span>
            <JobStateMark state={job.state} stuck={job.stuck} />
            <span className="text-quiet text-sm">
              begun <Time at={job.createdAt} format="instant" />
            </span>
          </>
        ) : isError ? (
          <code className="font-mono text-xs">{jobId}</code>
        ) : (
          <Skeleton className="h-3 w-64" />
        )}
        <ChevronRight aria-hidden strokeWidth={1.75} className="ml-auto size-4 text-quiet" />
      </Link>
    </Card>
  );
}
