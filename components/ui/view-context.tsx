"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState, useSyncExternalStore } from "react";
import { writePreference } from "./write-preference.ts";

interface View {
  /** IANA name of the zone times are written in; "UTC" unless the operator switched to local time. */
  zone: string;
  setZone: (zone: string) => void;
  /** The server's clock when it rendered, so that the first client render writes the same words. */
  renderedAt: number;
}

const ViewContext = createContext<View>({ zone: "UTC", setZone: () => {}, renderedAt: 0 });

interface ViewProviderProps {
  initialZone: string;
  renderedAt: number;
  children: ReactNode;
}

/** Carries the time zone and the clock to everything that writes a time. */
export function ViewProvider({ initialZone, renderedAt, children }: ViewProviderProps) {
  const [zone, setShown] = useState(initialZone);
  const setZone = useCallback((next: string) => {
    setShown(next);
    writePreference("zone", next);
  }, []);
  const view = useMemo(() => ({ zone, setZone, renderedAt }), [zone, setZone, renderedAt]);
  return <ViewContext value={view}>{children}</ViewContext>;
}

/** The zone times are written in, and how to change it. */
export function useZone(): Pick<View, "zone" | "setZone"> {
  return useContext(ViewContext);
}

const listeners = new Set<() => void>();
let current = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const notify of listeners) notify();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Now, in ms since 1970, in steps of `stepMs`: the component renders again only when a step has passed. */
export function useNow(stepMs = 1000): number {
  const { renderedAt } = useContext(ViewContext);
  return useSyncExternalStore(
    subscribe,
    () => {
      if (timer === undefined || current === 0) current = Date.now();
      return Math.floor(current / stepMs) * stepMs;
    },
    () => Math.floor(renderedAt / stepMs) * stepMs,
  );
}
