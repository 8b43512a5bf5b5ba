"use client";

import { Undo2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { isTyping } from "#components/ui/is-typing.ts";
import { useNow, useZone } from "#components/ui/view-context.tsx";
import { rangeWords } from "./range-words.ts";
import { topControlClass } from "./top-control.ts";
import { useZoom } from "./use-zoom.ts";

const minuteMs = 60_000;
/** What Escape closes before it undoes a zoom. */
const floating = "[role=dialog], [role=menu], [role=listbox]";

/** The way back out of a zoom, as a button and by Escape; not there while nothing is zoomed. */
export function ZoomBack() {
  const { back, zoomOut } = useZoom();
  const { zone } = useZone();
  const now = new Date(useNow(minuteMs));
  const undo = useRef(zoomOut);
  useEffect(() => {
    undo.current = zoomOut;
  });
  const zoomed = back !== null;
  useEffect(() => {
    if (!zoomed) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isTyping(event.target)) return;
      if (!document.querySelector(floating)) undo.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [zoomed]);
  if (!back) return null;
  const words = rangeWords(
    { range: back.range ?? undefined, from: back.from ?? undefined, to: back.to ?? undefined },
    zone,
    now,
  );
  return (
    <button type="button" className={topControlClass()} onClick={zoomOut} aria-keyshortcuts="Escape">
      <Undo2 aria-hidden strokeWidth={1.75} />
      Back<span className="sr-only"> to {words}</span>
    </button>
  );
}
