import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { AppError } from "#server/platform/index.ts";
import { type ProviderAdapter, providerById, type RegionFact } from "#server/providers/index.ts";
import { checkBaseUrl } from "./base-url.ts";

/** A provider's region that exists. */
export interface KeyPlace {
  adapter: ProviderAdapter;
  region: RegionFact;
}

/** The place a stored key belongs to; null when the registry no longer has it. */
export function findPlace(provider: string, region: string): KeyPlace | null {
  const adapter = providerById(provider);
  const fact = adapter?.regions.find((candidate) => candidate.id === region);
  return adapter && fact ? { adapter, region: fact } : null;
}

/** @throws AppError `invalid_input` when Docket knows no such place. */
export function placeFor(provider: ProviderId, region: RegionId): KeyPlace {
  const place = findPlace(provider, region);
  if (place) return place;
  if (!providerById(provider)) throw wrong("provider", "Docket does not speak to this provider.");
  throw wrong("region", "The provider has no such region.");
}

/**
 * The base URL a new key keeps: required for `byoc`, allowed where the region's may be edited, refused elsewhere.
 * @throws AppError `invalid_input`.
 */
export function ownBaseUrl(region: RegionFact, baseUrl: string | undefined): string | null {
  if (region.id !== "byoc" && !region.editableBaseUrl) {
    if (baseUrl) throw wrong("baseUrl", "Only a key of your own deployment has an address of its own.");
    return null;
  }
  if (!baseUrl) {
    if (region.editableBaseUrl) return null;
    throw wrong("baseUrl", "A key of your own deployment needs its address.");
  }
  const checked = checkBaseUrl(baseUrl);
  if ("problem" in checked) throw wrong("baseUrl", checked.problem);
  return checked.baseUrl;
}

function wrong(path: string, message: string): AppError {
  return new AppError("invalid_input", message, { issues: [{ path, message }] });
}
