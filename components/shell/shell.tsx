"use client";

import type { ReactNode } from "react";
import { HelpDialog } from "./help-dialog.tsx";
import { Logo } from "./logo.tsx";
import { Nav } from "./nav.tsx";
import { OverlayProvider } from "./overlay-context.tsx";
import { Palette } from "./palette.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { useViewer } from "./use-viewer.ts";
import { UserMenu } from "./user-menu.tsx";

/** The desk: navigation at the left, the screen beside it, palette and help over both. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <OverlayProvider>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-inverse focus:px-3 focus:py-2 focus:text-on-inverse"
      >
        Skip to the content
      </a>
      <div className="md:grid md:grid-cols-[var(--spacing-nav)_minmax(0,1fr)]">
        <Side />
        <div className="min-w-0">{children}</div>
      </div>
      <Overlays />
    </OverlayProvider>
  );
}

function Side() {
  const viewer = useViewer();
  return (
    <aside className="sticky top-0 hidden h-dvh flex-col gap-4 overflow-y-auto border-line border-r px-2.5 py-4 md:flex">
      <div className="px-2">
        <Logo />
      </div>
      <Nav />
      <div className="mt-auto min-h-10">{viewer && <UserMenu viewer={viewer} />}</div>
    </aside>
  );
}

function Overlays() {
  useShortcuts();
  return (
    <>
      <Palette />
      <HelpDialog />
    </>
  );
}
