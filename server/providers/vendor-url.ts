import type { ProviderAdapter } from "./contract.ts";

/**
 * The base URL a vendor path belongs to. Some vendors serve one region from two families of hosts, told apart by the path;
 * a base URL other than a region's own (the sandbox, a customer's deployment) serves every path.
 * @param baseUrl without a trailing slash.
 * @param path with its leading slash, and with its query if there is one.
 */
export function vendorBase({ regions }: Pick<ProviderAdapter, "regions">, baseUrl: string, path: string): string {
  const hosts = regions.find((region) => region.baseUrl === baseUrl)?.hosts;
  if (!hosts) return baseUrl;
  const pathname = path.split(/[?#]/, 1)[0] ?? path;
  const fitting = hosts.filter(({ pathPrefix }) => isBelow(pathname, pathPrefix));
  const longest = fitting.toSorted((a, b) => b.pathPrefix.length - a.pathPrefix.length)[0];
  return longest?.baseUrl ?? baseUrl;
}

/** The whole address of a vendor path, at the base URL it belongs to. */
export function vendorUrl(adapter: Pick<ProviderAdapter, "regions">, baseUrl: string, path: string): string {
  return vendorBase(adapter, baseUrl, path) + path;
}

function isBelow(pathname: string, prefix: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`);
}
