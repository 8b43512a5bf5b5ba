"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { WebhookPlaces } from "#lib/contracts/webhooks.ts";
import { placeName } from "#lib/format/place.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { addWebhookSecret, webhookSecretsQuery } from "#lib/queries/webhooks.ts";

/** Adds a secret beside those that hold, so that the vendor can change over without a gap. */
export function AddSecretDialog({ places, onClose }: { places: WebhookPlaces; onClose: () => void }) {
  const signed = places.items.filter((place) => place.signed);
  const [path, setPath] = useState(signed[0]?.path ?? "");
  const [label, setLabel] = useState("");
  const [secret, setSecret] = useState("");
  const place = signed.find((each) => each.path === path);
  const add = useChange({
    send: async () => {
      if (!place) throw new Error("Choose where the webhooks come from.");
      return addWebhookSecret({
        provider: place.provider,
        region: place.region,
        label: label.trim(),
        secret: secret.trim(),
      });
    },
    refresh: webhookSecretsQuery().queryKey,
    done: () => `Secret “${label.trim()}” added`,
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(undefined);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a webhook secret"
      description="The signing secret you gave the vendor, or the vendor gave you. It is sealed; only its last four characters are shown."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Provider and region">
          <Select
            items={signed.map((each) => ({ value: each.path, label: placeName(each.provider, each.region) }))}
            value={path}
            onChange={setPath}
          />
        </Field>
        <Field label="Label" help="Tells secrets apart while one is changed: “November”.">
          <Input value={label} onValueChange={setLabel} maxLength={80} required autoFocus />
        </Field>
        <Field label="Secret" error={add.error ? messageOf(add.error) : undefined}>
          <Input type="password" autoComplete="off" value={secret} onValueChange={setSecret} required />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={add.isPending}
            disabled={label.trim() === "" || secret.trim().length < 8}
          >
            Add secret
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
