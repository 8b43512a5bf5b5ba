import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { isPublicAddress } from "./public-address.ts";
import { readBounded } from "./read-bounded.ts";

/** Why nothing could be read at a public address. */
export type PublicProblem =
  | "invalid"
  | "unresolved"
  | "private"
  | "redirect"
  | "status"
  | "too_large"
  | "timeout"
  | "stopped"
  | "unreachable";

/** What stood at a public address, or why it was not read; `status` where the host answered at all. */
export type PublicAnswer = { ok: true; body: string } | { ok: false; problem: PublicProblem; status: number | null };

/** What to read and within which bounds; `timeoutMs` is for all of it, from the name to the last byte. */
export interface PublicRequest {
  url: string;
  timeoutMs: number;
  maxBodyBytes: number;
  /** Gives up early, when the process ends. */
  signal: AbortSignal;
}

/** How names become addresses and addresses connections; tests bring a network of their own. */
export interface Network {
  resolve(host: string): Promise<string[]>;
  /** Connects to these addresses and to no others, whatever the name means by then. */
  dial(addresses: readonly string[]): buildConnector.connector;
}

const connectTimeoutMs = 5_000;

/** The network as it is. */
export const realNetwork: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  dial: (addresses) => buildConnector({ timeout: connectTimeoutMs, lookup: fixedLookup(addresses) }),
};

function fixedLookup(addresses: readonly string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, done) => {
    const [first] = answers;
    if (options.all) done(null, answers);
    else done(first ? null : new Error("no address"), first?.address ?? "", first?.family);
  };
}

/**
 * Reads what stands at an address somebody else named: https on its own port and by name only, every address of the name
 * public, the connection made to those that were checked, no redirect, nothing sent but the request. Never rejects, and
 * nothing it returns quotes the address.
 */
export async function readPublic(network: Network, request: PublicRequest): Promise<PublicAnswer> {
  const late = AbortSignal.timeout(request.timeoutMs);
  const signal = AbortSignal.any([late, request.signal]);
  try {
    return await read(network, request, signal);
  } catch {
    return problem(late.aborted ? "timeout" : request.signal.aborted ? "stopped" : "unreachable");
  }
}

async function read(network: Network, request: PublicRequest, signal: AbortSignal): Promise<PublicAnswer> {
  if (!isPublicLink(request.url)) return problem("invalid");
  const target = new URL(request.url);
  const addresses = await until(
    signal,
    network.resolve(target.hostname).catch(() => []),
  );
  if (addresses.length === 0) return problem("unresolved");
  if (!addresses.every(isPublicAddress)) return problem("private");
  // An agent of its own: no connection made for another check is used again.
  const agent = new Agent({ connections: 1, connect: network.dial(addresses) });
  try {
    const answer = await agent.request({
      origin: target.origin,
      path: target.pathname + target.search,
      method: "GET",
      headers: { accept: "application/json", "accept-encoding": "identity" },
      headersTimeout: request.timeoutMs,
      bodyTimeout: request.timeoutMs,
      signal,
    });
    const { statusCode } = answer;
    if (statusCode >= 300 && statusCode < 400) return problem("redirect", statusCode);
    if (statusCode !== 200) return problem("status", statusCode);
    const { text, truncated } = await readBounded(answer.body, request.maxBodyBytes);
    return truncated ? problem("too_large", statusCode) : { ok: true, body: text };
  } finally {
    await agent.destroy();
  }
}

/** Whether an address is https on its own port, by name and with nobody's password. An IP address is none in any notation. */
export function isPublicLink(url: string): boolean {
  const target = URL.parse(url);
  if (target === null) return false;
  const { protocol, port, username, password, hostname } = target;
  const plain = protocol === "https:" && port === "" && username === "" && password === "";
  return plain && hostname !== "" && isIP(hostname.replace(/^\[|\]$/g, "")) === 0;
}

function problem(what: PublicProblem, status: number | null = null): PublicAnswer {
  return { ok: false, problem: what, status };
}

/** The promise's value, unless the signal comes first: looking up a name cannot be broken off. */
function until<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
