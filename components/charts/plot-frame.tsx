"use client";

import type { ReactNode } from "react";
import { ResponsiveContainer } from "recharts";
import { Skeleton } from "#components/ui/skeleton.tsx";

interface PlotFrameProps {
  /** What the drawing shows, in a sentence. */
  label: string;
  children: ReactNode;
}

/** The place a chart is drawn in that cannot be zoomed into: one picture for screen readers. */
export function PlotFrame({ label, children }: PlotFrameProps) {
  return (
    <div role="img" aria-label={label} className="h-52 px-2 text-xs [&_svg]:outline-none">
      <ResponsiveContainer width="100%" height="100%">
        {children}
      </ResponsiveContainer>
    </div>
  );
}

/** Stands where a chart will be, or where there is nothing to draw. */
export function PlotMessage({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-52 items-center justify-center px-6 text-center text-soft text-sm">
      <p className="max-w-[44ch]">{children}</p>
    </div>
  );
}

/** A chart on its way. */
export function PlotSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="h-52 px-4 pt-2 pb-6">
      <Skeleton className="h-full w-full" />
    </div>
  );
}
