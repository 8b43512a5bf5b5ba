"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Scheme, host and port this page was reached at; empty while rendering on the server. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
}
