"use client";

import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { toastDone } from "./toast-manager.ts";

interface ChangeOptions<Input, Output> {
  send: (input: Input) => Promise<Output>;
  /** Queries that show what was changed; they are asked again before the change counts as done. */
  refresh: QueryKey;
  /** What to say when it worked; nothing when the screen itself says so. */
  done?: (input: Input, output: Output) => string;
  onDone?: (output: Output) => void;
}

/** A change sent to the server: the screen is brought up to date, then a toast says what was done. */
export function useChange<Input, Output>(
  options: ChangeOptions<Input, Output>,
): UseMutationResult<Output, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: options.send,
    onSuccess: async (output, input) => {
      await client.invalidateQueries({ queryKey: options.refresh });
      if (options.done) toastDone(options.done(input, output));
      options.onDone?.(output);
    },
  });
}
