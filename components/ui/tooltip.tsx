"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

interface TooltipProps {
  /** What the hint says. */
  content: ReactNode;
  /** The element the hint belongs to; it must be focusable for keyboard users to reach the hint. */
  children: ReactElement;
  side?: "top" | "bottom" | "left" | "right";
}

/** A hint on hover and focus. Never the only place where something needed is said. */
export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} side={side} className="z-50">
          <Base.Popup className="max-w-72 rounded-control border border-line bg-raised px-2.5 py-1.5 text-ink text-sm shadow-float">
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
