"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

export type Overlay = "palette" | "help" | null;

interface OverlayState {
  overlay: Overlay;
  show: (overlay: Overlay) => void;
}

const OverlayContext = createContext<OverlayState>({ overlay: null, show: () => {} });

/** Knows whether the command palette or the keyboard help is open. */
export function OverlayProvider({ children }: { children: ReactNode }) {
  const [overlay, show] = useState<Overlay>(null);
  const value = useMemo(() => ({ overlay, show }), [overlay]);
  return <OverlayContext value={value}>{children}</OverlayContext>;
}

export function useOverlay(): OverlayState {
  return useContext(OverlayContext);
}
