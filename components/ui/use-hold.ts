"use client";

import { type RefObject, useEffect, useState } from "react";

const pointerRestMs = 4000;

/**
 * Whether someone is busy inside the element: text of it is selected, they type in it, or the pointer moved over it in
 * the last four seconds. Live updates wait for that long.
 */
export function useHold(element: RefObject<HTMLElement | null>): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const root = element.current;
    if (!root) return;
    let movedAt = 0;
    let inside = false;
    const look = () => {
      const selection = window.getSelection();
      const selecting = !!selection && !selection.isCollapsed && root.contains(selection.anchorNode);
      const typing = root.contains(document.activeElement) && !!document.activeElement?.matches("input, textarea");
      const pointing = inside && Date.now() - movedAt < pointerRestMs;
      setHeld(selecting || typing || pointing);
    };
    const onMove = () => {
      inside = true;
      movedAt = Date.now();
    };
    const onLeave = () => {
      inside = false;
    };
    const timer = setInterval(look, 500);
    root.addEventListener("pointermove", onMove);
    root.addEventListener("pointerleave", onLeave);
    document.addEventListener("selectionchange", look);
    return () => {
      clearInterval(timer);
      root.removeEventListener("pointermove", onMove);
      root.removeEventListener("pointerleave", onLeave);
      document.removeEventListener("selectionchange", look);
    };
  }, [element]);
  return held;
}
