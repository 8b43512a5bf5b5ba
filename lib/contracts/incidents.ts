import { z } from "zod";
import { family, instant, page, providerId, regionId, uuid } from "./primitives.ts";
import { scope } from "./scope.ts";

/** What can be wrong: `place_unavailable` = Docket holds back calls to a place, because nothing works there. */
export const incidentKinds = ["place_unavailable"] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export const incidentStates = ["open", "resolved"] as const;

/** What an incident hit within its time at its place. */
export const incidentImpact = z.object({
  /** Calls Docket refused because it holds back calls to the place. */
  callsRefused: z.number().int(),
  /** Calls that reached the place, or tried to, and failed. */
  callsFailed: z.number().int(),
  /** Clients with at least one of these calls, or a failure of one of their jobs. */
  clients: z.object({
    count: z.number().int(),
    /** By name, twenty at most. */
    named: z.array(z.object({ id: uuid, name: z.string() })),
  }),
  /** Failures of calls and jobs by catalog entry, the five most frequent. */
  failures: z.array(
    z.object({
      /** null = recognised as none. */
      entryId: z.string().nullable(),
      family,
      count: z.number().int(),
    }),
  ),
});
export type IncidentImpact = z.infer<typeof incidentImpact>;

export const incidentSummary = z.object({
  id: uuid,
  kind: z.enum(incidentKinds),
  provider: providerId,
  region: regionId,
  openedAt: instant,
  /** Since when the place is no longer held back, while it is not yet sure that it stays so. */
  quietSince: instant.nullable(),
  /** When the place worked again and went on working; null while the incident is open. */
  resolvedAt: instant.nullable(),
  /** The last evidence: "HTTP 503", "ECONNREFUSED". */
  reason: z.string(),
  callsRefused: z.number().int(),
  callsFailed: z.number().int(),
  clients: z.number().int(),
  /** As of when it was counted what the incident hit; null = not yet, so that the counts are 0. */
  countedAt: instant.nullable(),
  acknowledged: z.object({ by: z.string(), at: instant }).nullable(),
});
export type IncidentSummary = z.infer<typeof incidentSummary>;

export const incidentDetail = incidentSummary.extend({
  clientsNamed: incidentImpact.shape.clients.shape.named,
  failures: z.array(incidentImpact.shape.failures.element.extend({ title: z.string() })),
});
export type IncidentDetail = z.infer<typeof incidentDetail>;

/** Incidents that lasted into the window; `state` is `all` unless said. */
export const incidentFilters = scope.pick({ provider: true, region: true, range: true, from: true, to: true }).extend({
  state: z.enum([...incidentStates, "all"]).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type IncidentFilters = z.infer<typeof incidentFilters>;
export const incidentList = page(incidentSummary);
