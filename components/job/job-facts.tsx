"use client";

import type { ReactNode } from "react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Credits, Unknown } from "#components/ui/figures.tsx";
import { Time } from "#components/ui/time.tsx";
import { useNow } from "#components/ui/view-context.tsx";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { formatCount } from "#lib/format/count.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { regionShort } from "#lib/format/place.ts";
import { providerLabels } from "#lib/vocabulary.ts";

/** The facts row: where, what, whose, how much, since when, how long, what it cost. */
export function JobFacts({ job }: { job: JobDetail }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      <Fact name="Provider">
        <ScopedLink href={`/jobs?provider=${job.provider}&region=${job.region}`} className="hover:underline">
          {providerLabels[job.provider]} · {regionShort(job.region)}
        </ScopedLink>
      </Fact>
      <Fact name="Product">{[job.product, job.tier].filter(Boolean).join(" · ")}</Fact>
      <Fact name="Client">
        {job.client ? (
          <ScopedLink href={`/jobs?client=${job.client.id}`} className="hover:underline">
            {job.client.name}
          </ScopedLink>
        ) : (
          <Unknown word="none of ours" />
        )}
      </Fact>
      {job.parent && (
        <Fact name="Made by">
          <Parent parent={job.parent} />
        </Fact>
      )}
      <Fact name="Pages">{job.pages === null ? <Unknown /> : formatCount(job.pages)}</Fact>
      <Fact name="Started">
        <Time at={job.createdAt} format="instant" />
      </Fact>
      <Fact name={job.endedAt ? "Duration" : "So far"}>
        <Lasted job={job} />
      </Fact>
      <Fact name="Credits">
        <span title={job.credits.rule ?? undefined}>
          <Credits credits={job.credits} />
        </span>
        <Breakdown job={job} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-quiet text-sm">{name}</dt>
      <dd className="whitespace-nowrap">{children}</dd>
    </div>
  );
}

/** The batch or workflow run that made the job: a link where Docket follows it too. */
function Parent({ parent }: { parent: NonNullable<JobDetail["parent"]> }) {
  const name = <span className="font-mono text-xs">{parent.vendorJobId}</span>;
  if (!parent.id) return name;
  return (
    <ScopedLink href={`/jobs/${parent.id}`} className="hover:underline">
      {name}
    </ScopedLink>
  );
}

function Lasted({ job }: { job: JobDetail }) {
  const now = useNow(1000);
  const end = job.endedAt ? Date.parse(job.endedAt) : now;
  return (
    <>
      <span className={job.stuck ? "font-[560] text-bad" : undefined}>
        {formatDuration(Math.max(0, end - Date.parse(job.createdAt)))}
      </span>
      {job.usualDurationMs !== null && (
        <span className="ml-1.5 text-quiet text-sm">usual {formatDuration(job.usualDurationMs)}</span>
      )}
    </>
  );
}

/** The parts the vendor names, where it names more than one. */
function Breakdown({ job }: { job: JobDetail }) {
  const parts = Object.entries(job.credits.breakdown ?? {});
  if (parts.length < 2) return null;
  return (
    <span className="ml-1.5 font-mono text-quiet text-xs">
      {parts.map(([name, credits]) => `${name} ${formatCount(credits)}`).join(" · ")}
    </span>
  );
}
