import { randomBytes, randomUUID } from "node:crypto";
import type { Role } from "#lib/vocabulary.ts";
import {
  type Acting,
  type Context,
  makeBackground,
  makeBus,
  makeOutbound,
  openDatabase,
  readEnv,
  silentLog,
  type Topic,
  topics,
} from "#server/platform/index.ts";
import { createTestDatabase } from "#server/testing/index.ts";
import { Keyring } from "./keyring.ts";
import { makeSecretBox } from "./seal.ts";

/** A vault on a database of its own, for tests. */
export interface VaultWorld {
  ctx: Context;
  /** The same world as somebody of this role sees it. */
  as(role: Role): Context;
  published: Topic[];
  close(): Promise<void>;
}

export const masterKey = randomBytes(32);
export const instant = new Date("2026-11-20T12:00:00.000Z");

export async function openVaultWorld(change: Partial<Context> = {}): Promise<VaultWorld> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, { poolSize: 4 });
  const bus = makeBus();
  const published: Topic[] = [];
  for (const topic of topics) bus.subscribe(topic, () => published.push(topic));
  const ctx: Context = {
    db,
    clock: { now: () => instant },
    log: silentLog,
    outbound: makeOutbound(),
    background: makeBackground(silentLog),
    secrets: makeSecretBox(new Keyring(new Map([[1, masterKey]]))),
    bus,
    env: readEnv({ NODE_ENV: "test" }),
    acting: { kind: "system", label: "test" },
    instanceId: randomUUID(),
    sandboxUrl: "http://127.0.0.1:1/sandbox",
    ...change,
  };
  return {
    ctx,
    as: (role) => ({ ...ctx, acting: operatorOf(role) }),
    published,
    async close() {
      await ctx.outbound.close();
      await db.close();
      await database.drop();
    },
  };
}

function operatorOf(role: Role): Acting {
  return { kind: "operator", id: `the-${role}`, label: `${role}@example.com`, role };
}
