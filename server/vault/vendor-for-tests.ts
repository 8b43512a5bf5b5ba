import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Outbound } from "#server/platform/index.ts";
import { type ProviderAdapter, providers, type RegionFact } from "#server/providers/index.ts";

/** A provider with a public region that has public siblings, as its facts say. */
export const widespread = ((): { adapter: ProviderAdapter; regions: (RegionFact & { baseUrl: string })[] } => {
  for (const adapter of providers) {
    const regions = adapter.regions.filter((region): region is RegionFact & { baseUrl: string } => !!region.baseUrl);
    if (regions.length > 1) return { adapter, regions };
  }
  throw new Error("No provider has two public regions.");
})();

/** A vendor's stand-in on loopback: what it was asked, and what it answers. */
export interface FakeVendor {
  url: string;
  requests: IncomingMessage[];
  close(): Promise<void>;
}

export async function startFakeVendor(
  answer: (req: IncomingMessage) => { status: number; headers?: Record<string, string>; body?: string },
): Promise<FakeVendor> {
  const requests: IncomingMessage[] = [];
  const server = createServer((req, res) => {
    requests.push(req);
    const { status, headers, body } = answer(req);
    res.writeHead(status, headers).end(body ?? "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close };
}

/** Real requests, with the public addresses named here sent to other places. */
export function reroute(outbound: Outbound, routes: Record<string, string>): Outbound {
  return {
    ...outbound,
    request(input) {
      const { origin } = new URL(input.url);
      const instead = routes[origin];
      return outbound.request({ ...input, url: instead ? input.url.replace(origin, instead) : input.url });
    },
  };
}
