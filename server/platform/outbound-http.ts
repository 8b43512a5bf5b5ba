import { Agent, type Dispatcher } from "undici";
import { readBounded } from "./read-bounded.ts";
import { type Network, type PublicAnswer, type PublicRequest, readPublic, realNetwork } from "./read-public.ts";

/** One answer of a vendor to a request Docket made itself; the body is bounded. */
export interface OutboundAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  truncated: boolean;
  latencyMs: number;
}

/** Requests Docket makes on its own behalf (polls, key tests). Every one has a time-out and a body bound. */
export interface Outbound {
  /** Rejects with the transport error (its `code` says which) when no answer came. */
  request(input: {
    url: string;
    method: string;
    headers: Record<string, string>;
    body?: string;
    timeoutMs: number;
    maxBodyBytes?: number;
  }): Promise<OutboundAnswer>;
  /** Reads what stands at an address somebody else named; see `read-public`. Never rejects. */
  readPublic(request: PublicRequest): Promise<PublicAnswer>;
  close(): Promise<void>;
}

const defaultMaxBodyBytes = 1024 * 1024;

/** Outbound requests on a pooled agent that never follows a redirect; `network` is what public reads go through. */
export function makeOutbound(network: Network = realNetwork): Outbound {
  const agent = new Agent({ connections: 64, connect: { timeout: 5_000 }, keepAliveTimeout: 30_000 });
  return {
    async request({ url, method, headers, body, timeoutMs, maxBodyBytes = defaultMaxBodyBytes }) {
      const started = performance.now();
      const target = new URL(url);
      const answer = await agent.request({
        origin: target.origin,
        path: target.pathname + target.search,
        method: method as Dispatcher.HttpMethod,
        headers,
        body,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { text, truncated } = await readBounded(answer.body, maxBodyBytes);
      return {
        status: answer.statusCode,
        headers: plainHeaders(answer.headers),
        body: text,
        truncated,
        latencyMs: performance.now() - started,
      };
    },
    readPublic: (request) => readPublic(network, request),
    close: () => agent.close(),
  };
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return plain;
}
