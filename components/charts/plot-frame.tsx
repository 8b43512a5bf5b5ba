"use client";

import type { ReactNode } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";

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
