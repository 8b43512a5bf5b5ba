"use client";

import { useNow } from "#components/ui/view-context.tsx";
import type { IncidentSummary } from "#lib/contracts/incidents.ts";
import { formatDuration } from "#lib/format/duration.ts";

/** How long an incident lasted, or lasts so far. */
export function Lasted({ incident }: { incident: Pick<IncidentSummary, "openedAt" | "resolvedAt"> }) {
  const now = useNow(1000);
  const end = incident.resolvedAt ? Date.parse(incident.resolvedAt) : now;
  return <span className="whitespace-nowrap">{formatDuration(Math.max(0, end - Date.parse(incident.openedAt)))}</span>;
}
