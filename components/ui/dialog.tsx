"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export const scrimClass = "fixed inset-0 z-40 bg-scrim";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  width?: "regular" | "wide";
  /** Holds something that is lost when it closes: a press beside it does not close it. */
  holdsOn?: boolean;
}

/** A dialog over the page; Escape and the scrim close it. */
export function Dialog({ open, onOpenChange, title, description, children, width = "regular", holdsOn }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)} disablePointerDismissal={holdsOn}>
      <Base.Portal>
        <Base.Backdrop className={scrimClass} />
        <Base.Popup
          className={classNames(
            "fixed top-1/2 left-1/2 z-40 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2",
            "overflow-y-auto rounded-card border border-line bg-surface p-5 shadow-float",
            width === "regular" ? "max-w-120" : "max-w-160",
          )}
        >
          <Base.Title className="pr-8 text-lg">{title}</Base.Title>
          {description && <Base.Description className="mt-1 text-soft">{description}</Base.Description>}
          <div className="mt-4">{children}</div>
          <Base.Close
            aria-label="Close"
            className="absolute top-3.5 right-3.5 inline-flex size-8 items-center justify-center rounded-control text-soft hover:bg-fill hover:text-ink"
          >
            <X aria-hidden strokeWidth={1.75} className="size-4" />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The buttons at a dialog's foot: the way on is last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}
