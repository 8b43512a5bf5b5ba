import { type ProviderId, providerLabels, type RegionId } from "#lib/vocabulary.ts";

const short: Record<RegionId, string> = {
  na: "NA",
  eu: "EU",
  us: "US",
  us2: "US2",
  default: "default",
  byoc: "BYOC",
  sandbox: "sandbox",
};

/** A region as a chip shows it. */
export function regionShort(region: RegionId): string {
  return short[region];
}

/** A provider × region in words: "LlamaParse EU". */
export function placeName(provider: ProviderId, region: RegionId): string {
  return `${providerLabels[provider]} ${short[region]}`;
}

/** The name of whoever owns a catalog entry: a provider, or Docket itself. */
export function ownerName(owner: string): string {
  return Object.hasOwn(providerLabels, owner)
    ? providerLabels[owner as ProviderId]
    : owner === "docket"
      ? "Docket"
      : owner;
}
