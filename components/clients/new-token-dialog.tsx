"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { ClientSummary } from "#lib/contracts/clients.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { clientListQuery, createToken } from "#lib/queries/clients.ts";
import type { ShownToken } from "./token-dialog.tsx";

interface NewTokenDialogProps {
  client: ClientSummary;
  onClose: () => void;
  onToken: (token: ShownToken) => void;
}

/** Makes another token for a client, to change tokens without a gap. */
export function NewTokenDialog({ client, onClose, onToken }: NewTokenDialogProps) {
  const [label, setLabel] = useState("");
  const create = useChange({
    send: () => createToken(client.id, label.trim()),
    refresh: clientListQuery().queryKey,
    onDone: ({ token }) => {
      onClose();
      onToken({ token, clientName: client.name });
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
      title={`New token for “${client.name}”`}
      description="The tokens it has keep working until you revoke them."
    >
      <form onSubmit={submit}>
        <Field
          label="Label"
          error={create.error ? messageOf(create.error) : undefined}
          help="Where it will be used: “production”, “staging”."
        >
          <Input value={label} onValueChange={setLabel} maxLength={80} required autoFocus />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending} disabled={label.trim() === ""}>
            Create token
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
