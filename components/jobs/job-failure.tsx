import Link from "next/link";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import type { JobSummary } from "#lib/contracts/jobs.ts";
import { type Family, families } from "#lib/vocabulary.ts";

/** Why the job failed, leading to the guidance; an unclassified failure leads to what was seen. */
export function JobFailure({ job }: { job: JobSummary }) {
  if (!job.failure) return null;
  const { id, entryId, title } = job.failure;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <FamilyMark family={familyOf(job.failure.family)} />
      <Link
        href={entryId ? `/guidance/${entryId}` : `/failures/${id}`}
        title={title}
        className="truncate text-soft underline-offset-2 hover:text-ink hover:underline"
      >
        {title}
      </Link>
    </span>
  );
}

function familyOf(name: string): Family {
  return families.find((known) => known === name) ?? "unclassified";
}
