"use client";

import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { useHold } from "#components/ui/use-hold.ts";
import { writePreference } from "#components/ui/write-preference.ts";

interface Live {
  /** The operator wants the screen to follow events. */
  live: boolean;
  setLive: (live: boolean) => void;
  /** Updates wait because someone selects, types or points at the rows. */
  held: boolean;
  setHeld: (held: boolean) => void;
}

const LiveContext = createContext<Live>({ live: true, setLive: () => {}, held: false, setHeld: () => {} });

/** Carries the live switch to every query on the screen. */
export function LiveProvider({ initialLive, children }: { initialLive: boolean; children: ReactNode }) {
  const [live, setShown] = useState(initialLive);
  const [held, setHeld] = useState(false);
  const setLive = useCallback((next: boolean) => {
    setShown(next);
    writePreference("live", next ? "on" : "off");
  }, []);
  const value = useMemo(() => ({ live, setLive, held, setHeld }), [live, setLive, held]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

export function useLive(): Live {
  return useContext(LiveContext);
}

/** Live updates of the screen wait while someone is busy inside the element. */
export function useHoldLive(element: RefObject<HTMLElement | null>): void {
  const held = useHold(element);
  const { setHeld } = useLive();
  useEffect(() => {
    setHeld(held);
    return () => setHeld(false);
  }, [held, setHeld]);
}
