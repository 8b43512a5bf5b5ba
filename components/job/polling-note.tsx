"use client";

import { useNow } from "#components/ui/view-context.tsx";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { countOf } from "#lib/format/count.ts";
import { formatRelative } from "#lib/format/relative-time.ts";

/** When the vendor is asked next, and how often it has been. */
export function PollingNote({ polling }: Pick<JobDetail, "polling">) {
  const now = useNow(1000);
  if (!polling.next) return null;
  const next = Date.parse(polling.next);
  const errors = polling.errors > 0 ? `, the last ${countOf(polling.errors, "time")} without a usable answer` : "";
  return (
    <p className="mt-1 border-line-faint border-t px-4 pt-3 text-quiet text-sm">
      Asked {countOf(polling.count, "time")}
      {errors} · next poll {next <= now ? "now" : formatRelative(next, now)}
    </p>
  );
}
