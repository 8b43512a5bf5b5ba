import type { IncidentKind } from "#lib/contracts/incidents.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { placeName } from "./place.ts";

const wrong: Record<IncidentKind, string> = { place_unavailable: "unavailable" };

/** What an incident is called: "LlamaParse NA unavailable". */
export function incidentTitle(
  kind: IncidentKind,
  { provider, region }: { provider: ProviderId; region: RegionId },
): string {
  return `${placeName(provider, region)} ${wrong[kind]}`;
}
