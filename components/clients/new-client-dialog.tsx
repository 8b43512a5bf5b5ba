"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useChange } from "#components/ui/use-change.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { clientListQuery, createClient, createToken } from "#lib/queries/clients.ts";
import type { ProviderId } from "#lib/vocabulary.ts";
import { ProviderChoice } from "./provider-choice.tsx";
import type { ShownToken } from "./token-dialog.tsx";

interface NewClientDialogProps {
  onClose: () => void;
  /** The first token, to be shown once. */
  onToken: (token: ShownToken) => void;
}

/** Makes a client and its first token. */
export function NewClientDialog({ onClose, onToken }: NewClientDialogProps) {
  const [name, setName] = useState("");
  const [providers, setProviders] = useState<ProviderId[]>([]);
  const create = useChange({
    send: async () => {
      const client = await createClient({ name: name.trim(), providers });
      return { client, created: await createToken(client.id, "first token") };
    },
    refresh: clientListQuery().queryKey,
    onDone: ({ client, created }) => {
      onClose();
      onToken({ token: created.token, clientName: client.name });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(undefined);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New client"
      description="An application of yours that calls vendors through the gateway. It gets its own token."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Name"
          error={create.error ? messageOf(create.error) : undefined}
          help="As it should stand beside its jobs: “billing-intake”."
        >
          <Input value={name} onValueChange={setName} maxLength={80} required autoFocus />
        </Field>
        <ProviderChoice chosen={providers} onChange={setProviders} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending} disabled={name.trim() === ""}>
            Create client
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
