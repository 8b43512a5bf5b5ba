import type { RegionFact } from "./contract.ts";

/**
 * The base URL a vendor path belongs to. Some vendors serve one region from two families of hosts; a base URL other than
 * the region's own (the sandbox, a customer's deployment) serves every path.
 */
export function baseUrlForPath(region: Pick<RegionFact, "baseUrl" | "hosts">, baseUrl: string, path: string): string {
  if (region.hosts === undefined || baseUrl !== region.baseUrl) return baseUrl;
  const pathname = path.split(/[?#]/, 1)[0] ?? path;
  const fitting = region.hosts.filter(({ pathPrefix }) => isBelow(pathname, pathPrefix));
  return fitting.sort((a, b) => b.pathPrefix.length - a.pathPrefix.length)[0]?.baseUrl ?? baseUrl;
}

function isBelow(pathname: string, prefix: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`);
}
