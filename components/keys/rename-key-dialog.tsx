"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useChange } from "#components/ui/use-change.ts";
import { changeKeyInput, type KeySummary } from "#lib/contracts/keys.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { changeKey, keyListQuery } from "#lib/queries/keys.ts";

/** Gives a key another label, or another share among the keys of its place. */
export function RenameKeyDialog({ apiKey, onClose }: { apiKey: KeySummary; onClose: () => void }) {
  const [label, setLabel] = useState(apiKey.label);
  const [weight, setWeight] = useState(String(apiKey.weight));
  const share = changeKeyInput.shape.weight.safeParse(Number(weight));
  const rename = useChange({
    send: () => changeKey({ id: apiKey.id, label: label.trim(), weight: share.data }),
    refresh: keyListQuery().queryKey,
    done: () => `Key “${label.trim()}” saved`,
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate(undefined);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Change the key “${apiKey.label}”`}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Label" error={rename.error ? messageOf(rename.error) : undefined}>
          <Input value={label} onValueChange={setLabel} maxLength={80} required autoFocus />
        </Field>
        <Field
          label="Share"
          error={share.success ? undefined : "A whole number from 1 to 100."}
          help="Where a place has several keys, each client uses one of them: a key with 3 gets three times as many clients as one with 1."
        >
          <Input inputMode="numeric" autoComplete="off" maxLength={3} value={weight} onValueChange={setWeight} />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={rename.isPending}
            disabled={label.trim() === "" || !share.success}
          >
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
