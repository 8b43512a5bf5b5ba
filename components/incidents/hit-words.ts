import type { IncidentSummary } from "#lib/contracts/incidents.ts";
import { countOf } from "#lib/format/count.ts";

/** What an incident hit, in a few words: "1,204 calls refused, 3 failed, 2 clients". */
export function hitWords(hit: Pick<IncidentSummary, "callsRefused" | "callsFailed" | "clients" | "countedAt">): string {
  if (hit.countedAt === null) return "what it hits is being counted";
  const [noun, plural] = hit.callsRefused > 0 ? ["more", "more"] : ["call", "calls"];
  const parts = [
    hit.callsRefused > 0 && `${countOf(hit.callsRefused, "call")} refused`,
    hit.callsFailed > 0 && `${countOf(hit.callsFailed, noun, plural)} failed`,
    hit.clients > 0 && countOf(hit.clients, "client"),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "no call met it";
}
