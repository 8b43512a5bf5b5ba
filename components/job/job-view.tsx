"use client";

import { useQuery } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { useMemo } from "react";
import { Screen } from "#components/shell/screen.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { placeName } from "#lib/format/place.ts";
import { ClientError, messageOf } from "#lib/queries/client-error.ts";
import { jobQuery } from "#lib/queries/jobs.ts";
import { ChildrenCard } from "./children-card.tsx";
import { ExchangeCard } from "./exchange-card.tsx";
import { JobGuidance } from "./job-guidance.tsx";
import { JobHeader } from "./job-header.tsx";
import { JobSkeleton } from "./job-skeleton.tsx";
import { jobTitle } from "./job-title.ts";
import { LifeCard } from "./life-bar.tsx";
import { PollingNote } from "./polling-note.tsx";
import { StuckNote } from "./stuck-note.tsx";
import { TimelineList } from "./timeline-list.tsx";
import { WebhookNote } from "./webhook-note.tsx";

const jobsCrumb = { label: "Jobs", href: "/jobs" };
const runningEveryMs = 2000;
const settlingEveryMs = 5000;
const endedEveryMs = 30_000;

/** One job: its facts, its life, what was said about it, and, if it failed, what to do. */
export function JobView({ id }: { id: string }) {
  const { data: job, error, refetch, isFetching } = useFollowedJob(id);
  if (job) return <Job job={job} />;
  if (error instanceof ClientError && error.status === 404) notFound();
  return (
    <Screen crumbs={[jobsCrumb]} title="Job">
      {error ? (
        <Card>
          <ErrorState what="The job could not be loaded." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
        </Card>
      ) : (
        <JobSkeleton />
      )}
    </Screen>
  );
}

/** Follows the job closely while it lives, less so while its bill settles; after that only a late webhook can come. */
function useFollowedJob(id: string) {
  const options = jobQuery(id);
  const known = useQuery({ ...options, enabled: false }).data;
  const everyMs = known?.endedAt ? (known.polling.next ? settlingEveryMs : endedEveryMs) : runningEveryMs;
  return useLiveQuery(options, { everyMs });
}

function Job({ job }: { job: JobDetail }) {
  const errorTexts = useMemo(() => wordsOfFailure(job), [job]);
  const place = {
    label: placeName(job.provider, job.region),
    href: `/jobs?provider=${job.provider}&region=${job.region}`,
  };
  const main = (
    <div className="flex min-w-0 flex-col gap-4">
      <LifeCard job={job}>
        <TimelineList job={job} />
        <PollingNote polling={job.polling} />
        <WebhookNote webhooks={job.webhooks} />
      </LifeCard>
      <ChildrenCard job={job} />
      <ExchangeCard exchanges={job.exchanges} errorTexts={errorTexts} />
    </div>
  );
  return (
    <Screen crumbs={[jobsCrumb, place]} title={jobTitle(job)} ownHeading>
      <JobHeader job={job} />
      <StuckNote job={job} />
      {job.failure ? (
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24.5rem]">
          {main}
          <div className="max-xl:-order-1">
            <JobGuidance job={job} failureId={job.failure.id} />
          </div>
        </div>
      ) : (
        main
      )}
    </Screen>
  );
}

/** What to mark in the bodies: the vendor's own word for the end, its code, its message. */
function wordsOfFailure(job: JobDetail): string[] {
  if (!job.failure) return [];
  return [job.vendorStatus, job.error?.code, job.error?.message].filter((text): text is string => Boolean(text));
}
