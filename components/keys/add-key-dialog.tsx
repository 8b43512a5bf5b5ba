"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { useChange } from "#components/ui/use-change.ts";
import { ClientError, messageOf } from "#lib/queries/client-error.ts";
import { addKey, keyListQuery, keyPlacesQuery, testKey } from "#lib/queries/keys.ts";
import { type AddKeyDraft, checkDraft, type DraftErrors, placeOf } from "./add-key-draft.ts";
import { AddKeyFields } from "./add-key-fields.tsx";

const emptyDraft: AddKeyDraft = { provider: "llamaparse", region: "na", label: "", secret: "", baseUrl: "" };

/** Adds a key and tests it at once. */
export function AddKeyDialog({ onClose }: { onClose: () => void }) {
  const places = useQuery(keyPlacesQuery()).data;
  const [draft, setDraft] = useState(emptyDraft);
  const [errors, setErrors] = useState<DraftErrors>({});
  const { region } = placeOf(places, draft);
  const add = useChange({
    // A key that cannot be tested is still added; its row says what the test found, or that there was none.
    send: async (input: Parameters<typeof addKey>[0]) => {
      const { id } = await addKey(input);
      await testKey(id).catch(() => undefined);
    },
    refresh: keyListQuery().queryKey,
    done: (input) => `Key “${input.label}” added and tested`,
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = checkDraft(draft, region?.needsBaseUrl ?? false);
    setErrors(checked.errors ?? {});
    if (checked.input) add.mutate(checked.input);
  };
  const issues = add.error instanceof ClientError ? add.error.issues : {};
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a provider key"
      description="A key works in the region it was made in, and often in no other."
    >
      <form onSubmit={submit} noValidate>
        <AddKeyFields
          places={places}
          draft={draft}
          errors={{ ...issues, ...errors }}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
        {add.error && (
          <p role="alert" className="mt-4 text-bad">
            {messageOf(add.error)}
          </p>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={add.isPending}>
            Add and test
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
