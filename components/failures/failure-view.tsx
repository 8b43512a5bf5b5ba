"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useMemo } from "react";
import { GuidanceFor } from "#components/guidance-card/guidance-for.tsx";
import { GuidanceSkeleton } from "#components/guidance-card/guidance-skeleton.tsx";
import { ExchangeCard } from "#components/job/exchange-card.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import type { FailureDetail } from "#lib/contracts/failures.ts";
import { placeName } from "#lib/format/place.ts";
import { ClientError, messageOf } from "#lib/queries/client-error.ts";
import { failureQuery } from "#lib/queries/failures.ts";
import { jobQuery } from "#lib/queries/jobs.ts";
import { EvidenceCard } from "./evidence-card.tsx";
import { FailureFacts } from "./failure-facts.tsx";
import { FailureJob } from "./failure-job.tsx";
import { VendorSaid } from "./vendor-said.tsx";

const failuresCrumb = { label: "Failures", href: "/failures" };

/** One failure: what was said and seen, and what to do about it. */
export function FailureView({ id }: { id: string }) {
  const { data, error, refetch, isFetching } = useQuery(failureQuery(id));
  if (data) return <Failure failure={data} />;
  const isGone = error instanceof ClientError && error.status === 404;
  return (
    <Screen crumbs={[failuresCrumb]} title="Failure" controls="search">
      {isGone ? (
        <Card>
          <EmptyState
            icon={SearchX}
            title="There is no such failure"
            action={<LinkButton href="/failures">All failures</LinkButton>}
          >
            The address is wrong, or the failure is past its retention time.
          </EmptyState>
        </Card>
      ) : error ? (
        <Card>
          <ErrorState
            what="The failure could not be loaded."
            why={messageOf(error)}
            onRetry={refetch}
            busy={isFetching}
          />
        </Card>
      ) : (
        <GuidanceSkeleton />
      )}
    </Screen>
  );
}

function Failure({ failure }: { failure: FailureDetail }) {
  const job = useQuery({ ...jobQuery(failure.jobId ?? ""), enabled: failure.jobId !== null }).data;
  const exchanges = useMemo(() => (failure.exchange ? [failure.exchange] : []), [failure.exchange]);
  const errorTexts = useMemo(
    () => [failure.code, failure.message].filter((text): text is string => Boolean(text)),
    [failure],
  );
  const place = {
    label: placeName(failure.provider, failure.region),
    href: `/failures?provider=${failure.provider}&region=${failure.region}`,
  };
  return (
    <Screen crumbs={[failuresCrumb, place]} title={failure.fileName ?? failure.title} controls="search" ownHeading>
      <header className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 break-words text-xl">{failure.title}</h1>
          <FamilyMark family={failure.family} label />
        </div>
        <FailureFacts failure={failure} />
      </header>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_var(--spacing-aside)]">
        <div className="flex min-w-0 flex-col gap-4">
          {failure.jobId && <FailureJob jobId={failure.jobId} />}
          <VendorSaid failure={failure} />
          <EvidenceCard failure={failure} />
          {failure.exchange && <ExchangeCard exchanges={exchanges} errorTexts={errorTexts} />}
        </div>
        <div className="max-xl:-order-1">
          <GuidanceFor occurrence={failure} job={job ?? null} />
        </div>
      </div>
    </Screen>
  );
}
