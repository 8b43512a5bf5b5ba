import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { providerById, regionOf } from "#server/providers/index.ts";
import { Refusal } from "./refusal.ts";

/** Where a gateway request wants to go. */
export interface Route {
  provider: ProviderId;
  region: RegionId;
  /** Path at the vendor, starting with a slash, exactly as the caller sent it. */
  path: string;
  /** Query with its question mark, or empty. */
  query: string;
}

export const gatewayPrefix = "/gateway/";

/**
 * Reads `/gateway/{provider}/{region}/{vendor path}?{query}`. The vendor path is passed on byte for byte; one that
 * climbs out of its base (`..`, also encoded) or holds a backslash is refused. Throws Refusal.
 */
export function readRoute(url: string): Route {
  const question = url.indexOf("?");
  const pathname = question === -1 ? url : url.slice(0, question);
  const [, , providerName = "", regionName = ""] = pathname.split("/", 4);
  const provider = providerById(providerName);
  if (!provider) throw new Refusal("unknown_provider", `Docket has no provider called "${clean(providerName)}".`);
  const region = regionOf(provider, regionName);
  if (!region) {
    const known = provider.regions.map((fact) => fact.id).join(", ");
    throw new Refusal("unknown_region", `${provider.id} has no region "${clean(regionName)}"; it has ${known}.`);
  }
  const path = pathname.slice(gatewayPrefix.length + providerName.length + 1 + regionName.length) || "/";
  if (!isSafePath(path)) throw new Refusal("bad_path", "The vendor path leaves its base or holds a backslash.");
  return { provider: provider.id, region: region.id, path, query: question === -1 ? "" : url.slice(question) };
}

function isSafePath(path: string): boolean {
  if (path.includes("\\") || /%5c/i.test(path)) return false;
  if (!path.includes("..") && !path.includes("%")) return true;
  // An encoded slash divides too: some servers decode before they resolve the dots.
  return !path.split(/\/|%2f/i).some((segment) => /^(\.|%2e){2}$/i.test(segment));
}

/** A name of the outside, fit to be repeated in a message. */
function clean(name: string): string {
  return name.replaceAll(/[^\w.-]/g, "").slice(0, 40);
}
