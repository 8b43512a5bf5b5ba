"use client";

import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";
import { Credits, Duration, Unknown } from "#components/ui/figures.tsx";
import { Id } from "#components/ui/id.tsx";
import { JobStateMark, jobStateLooks } from "#components/ui/job-state-mark.tsx";
import { Place } from "#components/ui/place.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import { Time } from "#components/ui/time.tsx";
import type { JobSummary } from "#lib/contracts/jobs.ts";
import { placeName } from "#lib/format/place.ts";
import { JobFailure } from "./job-failure.tsx";
import { RunningFor } from "./running-for.tsx";

const column = columnsOf<JobSummary>();

export const jobColumns = [
  column.display({
    id: "state",
    header: "State",
    cell: ({ row }) => (
      <span className="max-sm:[&>span>span]:sr-only">
        <JobStateMark state={row.original.state} stuck={row.original.stuck} />
      </span>
    ),
    meta: { className: "w-px max-sm:[&:is(th)]:text-transparent max-sm:pr-0" },
  }),
  column.display({
    id: "job",
    header: "Job, and why it failed",
    cell: ({ row }) => <JobName job={row.original} />,
    meta: { className: "w-full max-w-0 min-w-40 md:max-lg:min-w-32" },
  }),
  column.display({
    id: "place",
    header: "Provider and region",
    cell: ({ row }) => <Place provider={row.original.provider} region={row.original.region} />,
    meta: { className: "w-px max-sm:hidden" },
  }),
  column.display({
    id: "product",
    header: "Product",
    cell: ({ row: { original: job } }) => (
      <span className="whitespace-nowrap">
        {job.product}
        {job.tier && <span className="text-quiet max-2xl:hidden"> · {job.tier}</span>}
      </span>
    ),
    meta: { className: "w-px max-xl:hidden" },
  }),
  column.display({
    id: "client",
    header: "Client",
    cell: ({ row }) => row.original.client?.name ?? <Unknown word="none" />,
    meta: { className: "w-px whitespace-nowrap max-xl:hidden" },
  }),
  column.display({
    id: "pages",
    header: "Pages",
    cell: ({ row }) => row.original.pages ?? <Unknown word="–" />,
    meta: { align: "right", className: "w-px max-2xl:hidden" },
  }),
  column.display({
    id: "credits",
    header: "Credits",
    cell: ({ row }) => <Credits credits={row.original.credits} />,
    meta: { align: "right", className: "w-px max-lg:hidden" },
  }),
  column.display({
    id: "started",
    header: "Started",
    cell: ({ row }) => <Time at={row.original.createdAt} className="whitespace-nowrap" />,
    meta: { align: "right", className: "w-px" },
  }),
  column.display({
    id: "duration",
    header: "Duration",
    cell: ({ row: { original: job } }) => {
      if (job.endedAt === null) return <RunningFor since={job.createdAt} />;
      return <Duration ms={Date.parse(job.endedAt) - Date.parse(job.createdAt)} />;
    },
    meta: { align: "right", className: "w-px whitespace-nowrap max-md:hidden" },
  }),
];

function JobName({ job }: { job: JobSummary }) {
  return (
    <span className="flex min-w-0 gap-x-4 max-sm:flex-col max-sm:py-1.5 sm:items-center">
      <Link
        data-row-link
        href={`/jobs/${job.id}`}
        title={job.fileName ?? undefined}
        className={classNames("truncate font-medium", job.failure ? "sm:max-w-1/2 sm:shrink-0" : "min-w-0")}
      >
        {job.fileName ?? <span className="font-mono font-normal text-xs">{job.vendorJobId}</span>}
      </Link>
      <span className="truncate text-quiet text-sm sm:hidden">
        {jobStateLooks[job.state].label}
        {job.stuck && ", stuck"} · {placeName(job.provider, job.region)} · {job.product}
      </span>
      {job.failure ? (
        <JobFailure job={job} />
      ) : (
        job.fileName && <Id value={job.vendorJobId} what="vendor job id" max={13} className={quietId} />
      )}
    </span>
  );
}

const quietId =
  "max-2xl:hidden [&_button]:opacity-0 group-hover:[&_button]:opacity-100 [&_button]:focus-visible:opacity-100";
