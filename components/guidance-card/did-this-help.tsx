"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { toastFailed } from "#components/ui/toast-manager.ts";
import { entryQuery, sendFeedback } from "#lib/queries/catalog.ts";
import { messageOf } from "#lib/queries/client-error.ts";

interface DidThisHelpProps {
  entryId: string;
  failureId: string;
}

/** Asks once per failure whether the guidance helped; the answers stand beside the steps. */
export function DidThisHelp({ entryId, failureId }: DidThisHelpProps) {
  const client = useQueryClient();
  const answer = useMutation({
    mutationFn: (helped: boolean) => sendFeedback({ entryId, failureId, helped }),
    onSuccess: () => client.invalidateQueries({ queryKey: entryQuery(entryId).queryKey }),
    onError: (error) => toastFailed("The answer was not kept", messageOf(error)),
  });
  const given = answer.isSuccess ? answer.variables : null;
  return (
    <div className="flex flex-wrap items-center gap-2 text-soft text-sm">
      <span>Did this help?</span>
      <Button
        size="small"
        aria-pressed={given === true}
        className={given === true ? "border-ok text-ok" : undefined}
        disabled={answer.isPending}
        onClick={() => answer.mutate(true)}
      >
        <ThumbsUp aria-hidden strokeWidth={1.75} />
        Solved
      </Button>
      <Button
        size="small"
        aria-pressed={given === false}
        className={given === false ? "border-bad text-bad" : undefined}
        disabled={answer.isPending}
        onClick={() => answer.mutate(false)}
      >
        <ThumbsDown aria-hidden strokeWidth={1.75} />
        Not
      </Button>
      <span aria-live="polite">{given !== null && "Thank you, counted."}</span>
    </div>
  );
}
