"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { Menu as MenuIcon, X } from "lucide-react";
import { useState } from "react";
import { scrimClass } from "#components/ui/dialog.tsx";
import { Logo } from "./logo.tsx";
import { Nav } from "./nav.tsx";
import { useViewer } from "./use-viewer.ts";
import { UserMenu } from "./user-menu.tsx";

const iconButton =
  "inline-flex size-8 items-center justify-center rounded-control text-soft hover:bg-fill hover:text-ink";

/** The navigation on narrow screens: a sheet from the left. */
export function NavSheet() {
  const [open, setOpen] = useState(false);
  const viewer = useViewer();
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger aria-label="Open the navigation" className={`${iconButton} -ml-1.5 md:hidden`}>
        <MenuIcon aria-hidden strokeWidth={1.75} className="size-4.5" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Backdrop className={scrimClass} />
        <Base.Popup
          aria-label="Navigation"
          className="fixed inset-y-0 left-0 z-40 flex w-64 flex-col gap-4 border-line border-r bg-canvas p-3 shadow-float"
        >
          <div className="flex items-center justify-between pl-2">
            <Logo />
            <Base.Close aria-label="Close" className={iconButton}>
              <X aria-hidden strokeWidth={1.75} className="size-4" />
            </Base.Close>
          </div>
          <Nav onGo={() => setOpen(false)} />
          {viewer && (
            <div className="mt-auto">
              <UserMenu viewer={viewer} />
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
