"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { toastDone, toastFailed } from "#components/ui/toast-manager.ts";
import type { IncidentSummary } from "#lib/contracts/incidents.ts";
import { incidentTitle } from "#lib/format/incident-title.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { acknowledgeIncident } from "#lib/queries/incidents.ts";

/** Says that one has seen it; nothing where somebody has, or one may not. */
export function AcknowledgeButton({ incident }: { incident: IncidentSummary }) {
  const mayAct = useMay("operator");
  const client = useQueryClient();
  const title = incidentTitle(incident.kind, incident);
  const acknowledge = useMutation({
    mutationFn: () => acknowledgeIncident(incident.id),
    onSuccess: () => toastDone("Acknowledged", `Everybody sees that you look after “${title}”.`),
    onError: (error) => toastFailed("The incident could not be acknowledged", messageOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["incidents"] }),
  });
  if (!mayAct || incident.acknowledged) return null;
  return (
    <Button busy={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
      {!acknowledge.isPending && <Check aria-hidden strokeWidth={1.75} />}
      Acknowledge<span className="sr-only"> “{title}”</span>
    </Button>
  );
}
