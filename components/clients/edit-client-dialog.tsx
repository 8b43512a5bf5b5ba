"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { ClientSummary } from "#lib/contracts/clients.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { changeClient, clientListQuery } from "#lib/queries/clients.ts";
import { LimitFields } from "./limit-fields.tsx";
import { draftOf, readLimits } from "./limits-draft.ts";
import { ProviderChoice } from "./provider-choice.tsx";

/** Renames a client, or changes which providers it may call and how much it may use. */
export function EditClientDialog({ client, onClose }: { client: ClientSummary; onClose: () => void }) {
  const [name, setName] = useState(client.name);
  const [providers, setProviders] = useState(client.providers);
  const [limits, setLimits] = useState(() => draftOf(client.limits));
  const read = readLimits(limits);
  const save = useChange({
    send: () => changeClient({ id: client.id, name: name.trim(), providers, limits: read.limits }),
    refresh: clientListQuery().queryKey,
    done: () => `Client “${name.trim()}” saved`,
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Change “${client.name}”`}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name" error={save.error ? messageOf(save.error) : undefined}>
          <Input value={name} onValueChange={setName} maxLength={80} required autoFocus />
        </Field>
        <ProviderChoice chosen={providers} onChange={setProviders} />
        <LimitFields draft={limits} errors={read.errors} onChange={setLimits} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            disabled={name.trim() === "" || read.limits === undefined}
          >
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
