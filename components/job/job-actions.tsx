"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { OctagonX, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toastDone, toastFailed } from "#components/ui/toast-manager.ts";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { cancelJob, jobQuery, pollJob } from "#lib/queries/jobs.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { jobTitle } from "./job-title.ts";

/** What one may do with the job now: only what the vendor and one's role allow. */
export function JobActions({ job }: { job: JobDetail }) {
  const mayAct = useMay("operator");
  if (!mayAct || !(job.can.poll || job.can.cancel)) return null;
  return (
    <div className="flex gap-2">
      {job.can.poll && <PollButton job={job} />}
      {job.can.cancel && <CancelButton job={job} />}
    </div>
  );
}

function PollButton({ job }: { job: JobDetail }) {
  const client = useQueryClient();
  const poll = useMutation({
    mutationFn: () => pollJob(job.id),
    onSuccess: () => toastDone(`Asked ${providerLabels[job.provider]}`, "What it said is on the timeline."),
    onError: (error) => toastFailed("The job could not be polled", messageOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: jobQuery(job.id).queryKey }),
  });
  return (
    <Button busy={poll.isPending} onClick={() => poll.mutate()}>
      {!poll.isPending && <RefreshCw aria-hidden strokeWidth={1.75} />}
      Poll now
    </Button>
  );
}

function CancelButton({ job }: { job: JobDetail }) {
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const vendor = providerLabels[job.provider];
  const cancel = async () => {
    await cancelJob(job.id);
    await client.invalidateQueries({ queryKey: ["jobs"] });
    toastDone("Cancelling asked for", `${vendor} decides; its answer is on the timeline.`);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <OctagonX aria-hidden strokeWidth={1.75} />
        Cancel job…
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Cancel the job “${jobTitle(job)}”?`}
        confirmLabel="Yes, cancel the job"
        onConfirm={cancel}
      >
        <p>
          {vendor} is asked to stop this one job. Its result will not exist, and work already done may still be billed.
          The client that made it sees it as cancelled.
        </p>
      </ConfirmDialog>
    </>
  );
}
