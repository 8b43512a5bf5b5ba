"use client";

import { useNow } from "#components/ui/view-context.tsx";
import { formatDuration } from "#lib/format/duration.ts";

/** How long something has been going on, counting up. */
export function RunningFor({ since }: { since: string }) {
  const started = Date.parse(since);
  const passed = Math.max(0, useNow() - started);
  return <span className="text-soft">{formatDuration(Math.floor(passed / 1000) * 1000)}</span>;
}
