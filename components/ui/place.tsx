import { regionShort } from "#lib/format/place.ts";
import { type ProviderId, providerLabels, type RegionId } from "#lib/vocabulary.ts";
import { Chip } from "./chip.tsx";

/** A provider with its region as a chip. */
export function Place({ provider, region }: { provider: ProviderId; region: RegionId }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {providerLabels[provider]}
      <Chip>{regionShort(region)}</Chip>
    </span>
  );
}
