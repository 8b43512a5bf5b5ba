"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { catalogQuery } from "#lib/queries/catalog.ts";

/** The vendor's own code of each entry, or the HTTP status that is all it says; null where it has neither. */
export function useEntryCodes(): (entry: string) => string | null {
  const { data } = useQuery(catalogQuery({}));
  return useMemo(() => {
    const codes = new Map(data?.items.map(({ id, code, status }) => [id, code ?? (status ? `HTTP ${status}` : null)]));
    return (entry) => codes.get(entry) ?? null;
  }, [data]);
}
