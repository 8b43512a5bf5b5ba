"use client";

import { useQuery } from "@tanstack/react-query";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import { JobStateMark } from "#components/ui/job-state-mark.tsx";
import { Time } from "#components/ui/time.tsx";
import { ownerName, placeName } from "#lib/format/place.ts";
import { catalogQuery } from "#lib/queries/catalog.ts";
import { jobListQuery } from "#lib/queries/jobs.ts";
import { PaletteGroup, PaletteItem } from "./palette-item.tsx";

interface FoundProps {
  query: string;
  go: (href: string) => void;
}

const shownAtMost = 6;

/** Jobs of the last 30 days by id, file name or request id, whatever the scope of the screen. */
export function PaletteJobs({ query, go }: FoundProps) {
  const { data } = useQuery(jobListQuery({ q: query, range: "30d", limit: shownAtMost }));
  if (!data || data.items.length === 0) return null;
  return (
    <PaletteGroup heading="Jobs of the last 30 days">
      {data.items.map((job) => (
        <PaletteItem
          key={job.id}
          value={job.id}
          aside={
            <>
              {placeName(job.provider, job.region)} · <Time at={job.createdAt} />
            </>
          }
          onSelect={() => go(`/jobs/${job.id}`)}
        >
          <JobStateMark state={job.state} stuck={job.stuck} />
          <span className="truncate">{job.fileName ?? job.vendorJobId}</span>
        </PaletteItem>
      ))}
    </PaletteGroup>
  );
}

/** Catalog entries by title, code or message. */
export function PaletteEntries({ query, go }: FoundProps) {
  const { data } = useQuery(catalogQuery({ q: query }));
  if (!data || data.items.length === 0) return null;
  return (
    <PaletteGroup heading="Guidance">
      {data.items.slice(0, shownAtMost).map((entry) => (
        <PaletteItem
          key={entry.id}
          value={entry.id}
          aside={ownerName(entry.provider)}
          onSelect={() => go(`/guidance/${entry.id}`)}
        >
          <FamilyMark family={entry.family} />
          <span className="truncate">{entry.title}</span>
        </PaletteItem>
      ))}
    </PaletteGroup>
  );
}
