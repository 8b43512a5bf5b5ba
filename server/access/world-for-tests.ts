import { randomUUID } from "node:crypto";
import type { Role } from "#lib/vocabulary.ts";
import {
  type Context,
  type Env,
  makeBackground,
  makeBus,
  makeOutbound,
  openDatabase,
  readEnv,
  Secret,
  silentLog,
  type Topic,
  topics,
} from "#server/platform/index.ts";
import { createTestDatabase } from "#server/testing/index.ts";

export const instant = new Date("2026-11-20T12:00:00.000Z");

/** Access on a database of its own, for tests. */
export interface AccessWorld {
  ctx: Context;
  /** The same world as somebody of this role sees it. */
  as(role: Role): Context;
  /** The same world some milliseconds after `instant`, perhaps started with another environment. */
  after(ms: number, env?: Partial<Env>): Context;
  published: Topic[];
  /** Empties every table of this part. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function openAccessWorld(): Promise<AccessWorld> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, { poolSize: 4 });
  const outbound = makeOutbound();
  const bus = makeBus();
  const published: Topic[] = [];
  for (const topic of topics) bus.subscribe(topic, () => published.push(topic));
  const ctx: Context = {
    db,
    clock: { now: () => instant },
    log: silentLog,
    outbound,
    background: makeBackground(silentLog),
    secrets: { seal: () => "sealed", open: () => new Secret("opened") },
    bus,
    env: readEnv({ NODE_ENV: "test" }),
    acting: { kind: "system", label: "test" },
    instanceId: randomUUID(),
    sandboxUrl: null,
  };
  return {
    ctx,
    as: (role) => ({ ...ctx, acting: { kind: "operator", id: `the-${role}`, label: `${role}@example.com`, role } }),
    after: (ms, env = {}) => ({
      ...ctx,
      clock: { now: () => new Date(instant.getTime() + ms) },
      env: { ...ctx.env, ...env },
    }),
    published,
    async reset() {
      await db.sql.query("TRUNCATE operator, setup_link, api_token, client, audit CASCADE");
      published.length = 0;
    },
    async close() {
      await outbound.close();
      await db.close();
      await database.drop();
    },
  };
}
