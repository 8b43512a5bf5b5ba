"use client";

import { useQuery } from "@tanstack/react-query";
import { GuidanceFor } from "#components/guidance-card/guidance-for.tsx";
import { GuidanceSkeleton } from "#components/guidance-card/guidance-skeleton.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { failureQuery } from "#lib/queries/failures.ts";

/** The guidance beside a job that failed. */
export function JobGuidance({ job, failureId }: { job: JobDetail; failureId: string }) {
  const { data, error, refetch, isFetching } = useQuery(failureQuery(failureId));
  if (data) return <GuidanceFor occurrence={data} job={job} />;
  if (!error) return <GuidanceSkeleton />;
  return (
    <Card>
      <ErrorState what="The failure could not be loaded." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
    </Card>
  );
}
