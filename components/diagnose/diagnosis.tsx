"use client";

import { GuidanceFor } from "#components/guidance-card/guidance-for.tsx";
import { GuidanceSkeleton } from "#components/guidance-card/guidance-skeleton.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import type { ProviderId } from "#lib/vocabulary.ts";
import { prepareSummary } from "./prepare-summary.ts";
import { occurrenceOf } from "./read-evidence.ts";
import { useDiagnosis } from "./use-diagnosis.ts";

/** What was asked: the text as it was then. */
export type Asked = { text: string; provider: ProviderId | undefined };

interface DiagnosisProps {
  asked: Asked;
  /** The box holds another text by now. */
  stale: boolean;
}

/** The answer: the guidance card, and the line that takes it elsewhere. */
export function Diagnosis({ asked, stale }: DiagnosisProps) {
  const { data, error, refetch, isFetching } = useDiagnosis(asked);
  if (error) {
    return (
      <Card>
        <ErrorState what="It could not be diagnosed." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
      </Card>
    );
  }
  if (!data) return <GuidanceSkeleton />;
  return (
    <div className={stale ? "flex flex-col gap-2 opacity-60" : "flex flex-col gap-2"}>
      <AnswerLine result={data} stale={stale} />
      <GuidanceFor occurrence={occurrenceOf(data)} onDiagnose />
    </div>
  );
}

const sure: Record<DiagnoseResult["match"], string> = {
  entry: "A known failure",
  status: "Known by its HTTP status only",
  none: "Not known",
};

/** How sure it is, and the share-safe text. */
function AnswerLine({ result, stale }: { result: DiagnoseResult; stale: boolean }) {
  return (
    <div className="flex min-h-control flex-wrap items-center justify-between gap-x-3 gap-y-1 px-1">
      <p role="status" className="text-soft text-sm">
        {stale ? "The answer to the text before" : sure[result.match]}
        {result.entry && <span className="sr-only">: {result.entry.title}</span>}
      </p>
      <span title="The guidance, its address and the ids; nothing of the pasted text">
        <CopyButton what="summary" label="Copy summary" text={prepareSummary(result, location.origin)} />
      </span>
    </div>
  );
}
