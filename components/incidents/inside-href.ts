import type { IncidentSummary } from "#lib/contracts/incidents.ts";

/** `path`, which may have a query, narrowed to the incident's place and time; while it is open, to now. */
export function insideHref(
  path: string,
  incident: Pick<IncidentSummary, "provider" | "region" | "openedAt" | "resolvedAt">,
  more: Record<string, string> = {},
): string {
  const { provider, region, openedAt: from, resolvedAt: to } = incident;
  const query = new URLSearchParams({ provider, region, from, ...(to === null ? {} : { to }), ...more });
  return `${path}${path.includes("?") ? "&" : "?"}${query}`;
}
