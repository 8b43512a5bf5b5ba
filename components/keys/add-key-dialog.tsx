"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { AddKeyInput, KeyPlaces } from "#lib/contracts/keys.ts";
import { ClientError, messageOf } from "#lib/queries/client-error.ts";
import { addKey, keyListQuery, keyPlacesQuery, testKey } from "#lib/queries/keys.ts";
import { checkDraft, type DraftErrors, emptyDraft, placeOf } from "./add-key-draft.ts";
import { AddKeyFields } from "./add-key-fields.tsx";

/** Adds a key and tests it at once. */
export function AddKeyDialog({ onClose }: { onClose: () => void }) {
  const places = useQuery(keyPlacesQuery());
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a provider key"
      description="A key works in the region it was made in, and often in no other."
    >
      {places.data ? (
        <AddKeyForm places={places.data} onClose={onClose} />
      ) : places.error ? (
        <ErrorState what="The regions could not be loaded." why={messageOf(places.error)} onRetry={places.refetch} />
      ) : (
        <SkeletonRows rows={8} label="Loading the regions" />
      )}
    </Dialog>
  );
}

function AddKeyForm({ places, onClose }: { places: KeyPlaces; onClose: () => void }) {
  const [draft, setDraft] = useState(() => emptyDraft(places));
  const [errors, setErrors] = useState<DraftErrors>({});
  const add = useChange({
    // A key that cannot be tested is still added; its row says what the test found, or that there was none.
    send: async (input: AddKeyInput) => {
      const { id } = await addKey(input);
      await testKey(id).catch(() => undefined);
    },
    refresh: keyListQuery().queryKey,
    done: (input) => `Key “${input.label}” added and tested`,
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = checkDraft(draft, placeOf(places, draft).region ?? { needsBaseUrl: false, takesBaseUrl: false });
    setErrors(checked.errors ?? {});
    if (checked.input) add.mutate(checked.input);
  };
  const issues = add.error instanceof ClientError ? add.error.issues : {};
  return (
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
  );
}
