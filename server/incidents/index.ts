/**
 * Incidents: stretches of time in which something is wrong for many. It opens them by what the gateway's breakers know,
 * resolves them, counts what they hit, and owns the table `incident`. It must not hold back or pass a call itself.
 */
export { acknowledgeIncident } from "./acknowledge-incident.ts";
export { getIncident } from "./get-incident.ts";
export { listIncidents } from "./list-incidents.ts";
export { watchBreakers } from "./watch-breakers.ts";
