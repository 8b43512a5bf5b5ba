import { randomUUID } from "node:crypto";
import { createClient, createClientToken, listClients, revokeClientToken } from "#server/access/index.ts";
import {
  type Context,
  type Env,
  type Log,
  makeBackground,
  makeOutbound,
  type OwnedDatabase,
  openDatabase,
  StartupError,
  systemClock,
} from "#server/platform/index.ts";
import { openNews } from "#server/platform/news.ts";
import { makeSecretBox, openKeyring } from "#server/vault/index.ts";
import { runningDatabase } from "./running-database.ts";

/** A running Docket, as a program beside it calls it. */
export interface DemoDesk {
  origin: string;
  /** Client tokens by client name, made for this run. */
  tokens: Readonly<Record<string, string>>;
}

/** The inside of the Docket that runs on this machine, for programs that demonstrate it. */
export interface DemoContext {
  ctx: Context & { db: OwnedDatabase };
  origin: string;
  close(): Promise<void>;
}

/**
 * Finds the Docket that runs on this machine and gives it clients for demonstration, each with a fresh token; those of
 * earlier runs end.
 * @throws StartupError when none runs, or its database cannot be reached.
 */
export async function openDemoDesk(env: Env, log: Log, names: readonly string[]): Promise<DemoDesk> {
  const { ctx, origin, close } = await openDemoContext(env, log);
  try {
    return { origin, tokens: await freshTokens(ctx, names, "demo traffic") };
  } finally {
    await close();
  }
}

/**
 * Opens the database of the Docket that runs on this machine.
 * @throws StartupError when none runs, or its database cannot be reached.
 */
export async function openDemoContext(env: Env, log: Log): Promise<DemoContext> {
  const origin = `http://127.0.0.1:${env.port}`;
  const ready = await fetch(`${origin}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!ready)
    throw new StartupError(`No Docket answers at ${origin}: start it with npm start, or set PORT to its port.`);
  const url = env.databaseUrl ?? (await runningDatabase(env.dataDir));
  const db = openDatabase(url, { poolSize: 8 });
  const instanceId = randomUUID();
  const bus = await openNews(url, instanceId, log);
  const outbound = makeOutbound();
  return {
    origin,
    ctx: {
      db,
      clock: systemClock,
      log,
      outbound,
      background: makeBackground(log),
      secrets: makeSecretBox(openKeyring(env)),
      bus,
      env,
      acting: { kind: "system", label: "demo" },
      instanceId,
      sandboxUrl: null,
    },
    async close() {
      await bus.close();
      await outbound.close();
      await db.close();
    },
  };
}

/** A fresh token for each client of these names, which is made where it is missing; tokens of the same label end. */
export async function freshTokens(
  ctx: Context,
  names: readonly string[],
  label: string,
): Promise<Record<string, string>> {
  const tokens: Record<string, string> = {};
  for (const name of names) {
    const clientId = await endTokens(ctx, name, label);
    tokens[name] = (await createClientToken(ctx, { clientId, label })).token;
  }
  return tokens;
}

/** Ends a client's tokens of a label; returns the client's id, made where there is none of that name. */
export async function endTokens(ctx: Context, name: string, label: string): Promise<string> {
  const { items } = await listClients(ctx, {});
  const known = items.find((client) => client.name === name);
  const clientId = known?.id ?? (await createClient(ctx, { name })).id;
  for (const token of known?.tokens ?? []) {
    if (token.label === label && !token.revokedAt) await revokeClientToken(ctx, { clientId, tokenId: token.id });
  }
  return clientId;
}
