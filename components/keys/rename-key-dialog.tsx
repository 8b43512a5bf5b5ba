"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { KeySummary } from "#lib/contracts/keys.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { changeKey, keyListQuery } from "#lib/queries/keys.ts";

/** Gives a key another label. */
export function RenameKeyDialog({ apiKey, onClose }: { apiKey: KeySummary; onClose: () => void }) {
  const [label, setLabel] = useState(apiKey.label);
  const rename = useChange({
    send: () => changeKey({ id: apiKey.id, label: label.trim() }),
    refresh: keyListQuery().queryKey,
    done: () => `Key renamed to “${label.trim()}”`,
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate(undefined);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Rename the key">
      <form onSubmit={submit}>
        <Field label="Label" error={rename.error ? messageOf(rename.error) : undefined}>
          <Input value={label} onValueChange={setLabel} maxLength={80} required autoFocus />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={rename.isPending} disabled={label.trim() === ""}>
            Rename
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
