import { hash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { type ClientTokenSnapshot, clientSnapshot } from "#server/access/index.ts";
import { type Context, Secret } from "#server/platform/index.ts";
import { makeTargets, type OpenedKey, type Targets } from "#server/vault/index.ts";
import { Refusal } from "./refusal.ts";
import type { Route } from "./route.ts";

/** Oldest a snapshot may be before it is read again, in milliseconds; changes made here or announced come at once. */
const maxAgeMs = 15_000;

/** A request let in: who calls, and with which key it goes on. */
export interface Admitted {
  clientId: string;
  tokenId: string;
  client: Pick<ClientTokenSnapshot, "clientId" | "clientName" | "limits">;
  target: OpenedKey;
}

/** Who calls, by the token that came with the request. */
export interface Caller {
  /** What came as a token, to be kept out of whatever is written down. */
  token: Secret;
  /** Null when it is nobody's. */
  client: ClientTokenSnapshot | null;
}

/** Callers remembered until the next snapshot. */
const mostRemembered = 10_000;

/** Decides in memory who may call and with which provider key. */
export interface Admission {
  /** Whose token came with a request. */
  callerOf(headers: IncomingHttpHeaders): Caller;
  /** Throws Refusal. Waits for nothing. */
  admit(caller: Caller, route: Route): Admitted;
  /** The same request with the key that made the job it names, where its place has several. */
  withKey(admitted: Admitted, keyId: string): Admitted;
  /** Whether a request's place has several keys to choose from. */
  hasChoice(route: Route): boolean;
  /** Clients whose credits of a day are limited. */
  creditLimited(): string[];
  stop(): void;
}

/**
 * Loads clients and keys and keeps them fresh by announcements and by age. While the database is away the last snapshot
 * serves on, for `servedForMs`; then nobody is let in, for a token may have been ended meanwhile. Rejects when the first
 * load fails.
 */
export async function openAdmission(ctx: Context, servedForMs: number): Promise<Admission> {
  let clients: ReadonlyMap<string, ClientTokenSnapshot> = await clientSnapshot(ctx);
  let targets: Targets = await makeTargets(ctx);
  // By the clock that never jumps.
  let readAt = performance.now();
  let reading = Promise.resolve();
  let queued = false;
  // Only of tokens that are somebody's: what strangers send is forgotten at once.
  const known = new Map<string, Caller>();
  const read = async () => {
    queued = false;
    const askedAt = performance.now();
    try {
      [clients, targets] = await Promise.all([clientSnapshot(ctx), makeTargets(ctx)]);
      known.clear();
      readAt = askedAt;
    } catch (error) {
      ctx.log.warn({ err: error }, "admission keeps its last snapshot: the database did not answer");
    }
  };
  // News that comes while a reading waits for its turn is covered by that reading.
  const refresh = () => {
    if (queued) return;
    queued = true;
    reading = reading.then(read);
  };
  const timer = setInterval(refresh, maxAgeMs);
  timer.unref();
  const unsubscribe = [ctx.bus.subscribe("access_changed", refresh), ctx.bus.subscribe("keys_changed", refresh)];

  return {
    callerOf(headers) {
      const token = tokenOf(headers);
      const remembered = known.get(token);
      if (remembered) return remembered;
      const client = clients.get(hash("sha256", token, "hex")) ?? null;
      const caller = { token: new Secret(token), client };
      if (client && known.size < mostRemembered) known.set(token, caller);
      return caller;
    },
    admit(caller, route) {
      const admitted = admitWith(caller, targets, route);
      if (performance.now() - readAt <= servedForMs) return admitted;
      throw new Refusal("overloaded", "Docket has not reached its database for too long to know who may call.");
    },
    withKey(admitted, keyId) {
      const { provider, region } = admitted.target;
      const target = targets.pick(provider, region, keyId, admitted.clientId);
      return target ? { ...admitted, target } : admitted;
    },
    hasChoice: ({ provider, region }) => targets.hasChoice(provider, region),
    creditLimited: () =>
      [...clients.values()].filter(({ limits }) => limits.creditsPerDay !== null).map(({ clientId }) => clientId),
    stop() {
      clearInterval(timer);
      for (const end of unsubscribe) end();
    },
  };
}

function admitWith({ client }: Caller, targets: Targets, route: Route): Admitted {
  if (!client || client.revoked) {
    throw new Refusal("unknown_client_token", "This is not a client token of this Docket, or it was revoked.");
  }
  if (client.disabled) throw new Refusal("client_disabled", `The client "${client.clientName}" is disabled.`);
  if (client.providers.length > 0 && !client.providers.includes(route.provider)) {
    throw new Refusal("provider_not_allowed", `The client "${client.clientName}" may not call ${route.provider}.`);
  }
  const target = targets.pick(route.provider, route.region, null, client.clientId);
  if (!target) {
    throw new Refusal("no_provider_key", `No enabled provider key for ${route.provider} in ${route.region}.`);
  }
  return { clientId: client.clientId, tokenId: client.tokenId, client, target };
}

/** The token may come the way any of the vendors' SDKs sends its key. */
function tokenOf(headers: IncomingHttpHeaders): string {
  const authorization = headers.authorization;
  if (authorization) return authorization.replace(/^(Bearer|Basic)\s+/i, "").trim();
  const key = headers["x-api-key"];
  return typeof key === "string" ? key.trim() : "";
}
