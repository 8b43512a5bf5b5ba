"use client";

import { useState } from "react";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { WebhookSecretSummary } from "#lib/contracts/webhooks.ts";
import { removeWebhookSecret, webhookSecretsQuery } from "#lib/queries/webhooks.ts";

/** A secret that holds: its label, its last characters, and the way to end it. */
export function SecretRow({ secret }: { secret: WebhookSecretSummary }) {
  const mayChange = useMay("admin");
  const [asking, setAsking] = useState(false);
  const remove = useChange({
    send: () => removeWebhookSecret(secret.id),
    refresh: webhookSecretsQuery().queryKey,
    done: () => `Secret “${secret.label}” removed`,
  });
  return (
    <li className="flex min-h-row flex-wrap items-center gap-x-3 text-sm">
      <span>{secret.label}</span>
      <code className="font-mono text-quiet text-xs">••••{secret.lastFour}</code>
      <span className="text-quiet">
        added <Time at={secret.createdAt} />
      </span>
      {mayChange && (
        <Button size="small" variant="ghost" onClick={() => setAsking(true)} aria-label={`Remove ${secret.label}`}>
          Remove
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove the secret “${secret.label}”?`}
        confirmLabel="Remove secret"
        onConfirm={() => remove.mutateAsync(undefined)}
      >
        Deliveries signed with it are rejected from then on. Remove it once the vendor signs with another.
      </ConfirmDialog>
    </li>
  );
}
