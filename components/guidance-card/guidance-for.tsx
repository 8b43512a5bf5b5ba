"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { entryQuery } from "#lib/queries/catalog.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { GuidanceCard } from "./guidance-card.tsx";
import type { GuidanceOccurrence, OccurrenceJob } from "./guidance-occurrence.ts";
import { GuidanceSkeleton } from "./guidance-skeleton.tsx";
import { UnclassifiedCard } from "./unclassified-card.tsx";

interface GuidanceForProps {
  occurrence: GuidanceOccurrence;
  job?: OccurrenceJob | null;
  /** The screen is Diagnose itself. */
  onDiagnose?: boolean;
}

/** The guidance for one failure: its entry's card, or the honest word that there is none. */
export function GuidanceFor({ occurrence, job = null, onDiagnose = false }: GuidanceForProps) {
  const entryId = occurrence.match === "none" ? null : occurrence.entryId;
  if (!entryId) return <UnclassifiedCard occurrence={occurrence} job={job} onDiagnose={onDiagnose} />;
  return <EntryFor entryId={entryId} occurrence={occurrence} job={job} />;
}

interface EntryForProps {
  entryId: string;
  occurrence: GuidanceOccurrence;
  job: OccurrenceJob | null;
}

function EntryFor({ entryId, occurrence, job }: EntryForProps) {
  const { data, error, refetch, isFetching } = useQuery(entryQuery(entryId));
  if (data) return <GuidanceCard entry={data} occurrence={occurrence} job={job} />;
  if (!error) return <GuidanceSkeleton />;
  return (
    <Card>
      <ErrorState what="The guidance could not be loaded." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
    </Card>
  );
}
