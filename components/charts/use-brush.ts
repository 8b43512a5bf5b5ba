"use client";

import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { bucketAt, stretchOf, type TimeAxis } from "./time-axis.ts";

/** Shorter moves of the pointer are a click, in px. */
const leastDragPx = 6;

/** Buckets chosen, from where it began to where it is now. */
export interface Chosen {
  anchor: number;
  head: number;
}

interface BrushOptions {
  axis: TimeAxis;
  /** The plot between the axes: its width is the time axis's. */
  plot: RefObject<HTMLElement | null>;
  onZoom: (stretch: { from: Date; to: Date }) => void;
}

/** Choosing a stretch of time on a chart: by a drag, or by arrow keys and Enter; Escape drops it. */
export function useBrush({ axis, plot, onZoom }: BrushOptions) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const pressed = useRef<{ x: number; bucket: number; dragging: boolean } | null>(null);
  const dragging = chosen !== null && pressed.current !== null;
  useEffect(() => {
    if (!dragging) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // The drag ends, and with it the key's work: a zoom made earlier stays.
      event.preventDefault();
      pressed.current = null;
      setChosen(null);
    };
    document.addEventListener("keydown", onKey, true);
    return () => document.removeEventListener("keydown", onKey, true);
  }, [dragging]);
  const shareOf = (event: PointerEvent) => {
    const box = plot.current?.getBoundingClientRect();
    return box && box.width > 0 ? (event.clientX - box.left) / box.width : 0;
  };
  const bucketOf = (event: PointerEvent) => bucketAt(axis, shareOf(event));
  const zoom = ({ anchor, head }: Chosen) => {
    const stretch = stretchOf(axis, anchor, head);
    setChosen(null);
    if (stretch) onZoom(stretch);
  };
  return {
    chosen,
    pointer: {
      // A press on the plot moves no focus: the panel around it would show an outline at the next key.
      onMouseDown: (event: MouseEvent) => event.preventDefault(),
      onPointerDown(event: PointerEvent) {
        const share = shareOf(event);
        if (event.button !== 0 || axis.ats.length < 2 || share < 0 || share > 1) return;
        pressed.current = { x: event.clientX, bucket: bucketOf(event), dragging: false };
      },
      onPointerMove(event: PointerEvent) {
        const start = pressed.current;
        if (!start) return;
        if (event.buttons === 0) {
          pressed.current = null;
          return;
        }
        if (!start.dragging && Math.abs(event.clientX - start.x) < leastDragPx) return;
        if (!start.dragging) {
          start.dragging = true;
          // From here on the drag is ours: what lies under the pointer gets no click when it ends.
          event.currentTarget.setPointerCapture(event.pointerId);
        }
        setChosen({ anchor: start.bucket, head: bucketOf(event) });
      },
      onPointerUp(event: PointerEvent) {
        const start = pressed.current;
        pressed.current = null;
        if (start?.dragging) zoom({ anchor: start.bucket, head: bucketOf(event) });
      },
      onPointerCancel() {
        pressed.current = null;
        setChosen(null);
      },
    },
    keyboard: {
      onBlur: () => setChosen(null),
      onKeyDown(event: KeyboardEvent) {
        const next = chosenAfter(event, chosen, axis.ats.length);
        if (next === undefined) return;
        event.preventDefault();
        if (event.key === "Enter" && chosen) return zoom(chosen);
        setChosen(next);
      },
    },
  };
}

/** What is chosen after a key; undefined = the key means nothing here. */
function chosenAfter(event: KeyboardEvent, chosen: Chosen | null, count: number): Chosen | null | undefined {
  const last = count - 1;
  const head = chosen?.head ?? last;
  const moves: Record<string, number> = {
    ArrowLeft: chosen ? head - 1 : last,
    ArrowRight: chosen ? head + 1 : last,
    Home: 0,
    End: last,
  };
  const to = moves[event.key];
  if (to !== undefined) {
    const next = Math.max(0, Math.min(last, to));
    return { anchor: event.shiftKey && chosen ? chosen.anchor : next, head: next };
  }
  if (!chosen) return undefined;
  if (event.key === "Enter") return chosen;
  return event.key === "Escape" ? null : undefined;
}
