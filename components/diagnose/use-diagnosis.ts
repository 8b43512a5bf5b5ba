"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { DiagnoseInput, DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { diagnose } from "#lib/queries/diagnose.ts";

/** The diagnosis of a pasted text; nothing of it is kept, here or on the server. Idle while the text is empty. */
export function useDiagnosis(input: Pick<DiagnoseInput, "text" | "provider">) {
  return useQuery<DiagnoseResult>({
    queryKey: ["diagnose", input],
    queryFn: ({ signal }) => diagnose(input, signal),
    enabled: (input.text ?? "") !== "",
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}
