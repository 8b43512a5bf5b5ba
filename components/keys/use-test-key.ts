"use client";

import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { toastFailed } from "#components/ui/toast-manager.ts";
import type { KeySummary } from "#lib/contracts/keys.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { keyListQuery, testKey } from "#lib/queries/keys.ts";

/** Tests a key; every place that shows the key knows that a test is under way. */
export function useTestKey({ id, label }: Pick<KeySummary, "id" | "label">) {
  const client = useQueryClient();
  const mutationKey = ["keys", "test", id];
  const busy = useIsMutating({ mutationKey }) > 0;
  const { mutate } = useMutation({
    mutationKey,
    mutationFn: () => testKey(id),
    onSuccess: () => client.invalidateQueries({ queryKey: keyListQuery().queryKey }),
    onError: (error) => toastFailed(`The key “${label}” could not be tested`, messageOf(error)),
  });
  return { busy, test: () => mutate() };
}
