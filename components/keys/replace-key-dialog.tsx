"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { KeySummary } from "#lib/contracts/keys.ts";
import { placeName } from "#lib/format/place.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { keyListQuery, keyPlacesQuery, replaceKey } from "#lib/queries/keys.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { secretError } from "./check-secret.ts";
import { SecretField } from "./secret-field.tsx";
import { useTestKey } from "./use-test-key.ts";

/** Puts a new secret in a key's place and tests it. Calls under way keep the old one. */
export function ReplaceKeyDialog({ apiKey, onClose }: { apiKey: KeySummary; onClose: () => void }) {
  const places = useQuery(keyPlacesQuery()).data;
  const [secret, setSecret] = useState("");
  const [problem, setProblem] = useState<string>();
  const { test } = useTestKey(apiKey);
  const replace = useChange({
    send: () => replaceKey(apiKey.id, secret.trim()),
    refresh: keyListQuery().queryKey,
    done: () => `The secret of “${apiKey.label}” was replaced`,
    onDone: () => {
      test();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = secretError(secret);
    setProblem(found);
    if (!found) replace.mutate(undefined);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Replace the secret of “${apiKey.label}”`}
      description={`${placeName(apiKey.provider, apiKey.region)}, now ••••${apiKey.lastFour}. New calls use the new secret at once; it is tested right away.`}
    >
      <form onSubmit={submit} noValidate>
        <SecretField
          autoFocus
          value={secret}
          onChange={setSecret}
          error={problem ?? (replace.error ? messageOf(replace.error) : undefined)}
          provider={providerLabels[apiKey.provider]}
          prefix={places?.items.find(({ provider }) => provider === apiKey.provider)?.keyPrefix ?? null}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={replace.isPending}>
            Replace and test
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
