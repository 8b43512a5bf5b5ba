import { randomUUID } from "node:crypto";
import type { Role } from "#lib/vocabulary.ts";
import {
  type Context,
  type Log,
  makeBackground,
  makeBus,
  makeOutbound,
  openDatabase,
  readEnv,
  Secret,
  type SecretBox,
  type Topic,
  topics,
} from "#server/platform/index.ts";
import { createTestDatabase } from "./create-test-database.ts";

/** A clock that stands still until it is told to move. */
export interface TestClock {
  now(): Date;
  set(at: Date): void;
  advance(ms: number): void;
}

/** A whole context on a database of its own. Secrets are sealed as plain text: tests of sealing bring a real box. */
export interface TestWorld {
  ctx: Context;
  clock: TestClock;
  /** The same world as somebody of this role sees it. */
  as(role: Role): Context;
  /** Topics published so far. */
  published: Topic[];
  /** Every line logged so far, but for debugging. */
  logged: { level: string; fields: Record<string, unknown>; message: string }[];
  /** For another connection. */
  databaseUrl: string;
  close(): Promise<void>;
}

/** Where a test's time begins unless it says otherwise. */
export const testStart = new Date("2026-11-20T12:00:00.000Z");

/** Opens a world; only in test files of the `db` project. `change` replaces parts of its context. */
export async function openTestWorld(change: Partial<Context> = {}): Promise<TestWorld> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, { poolSize: 12 });
  const outbound = makeOutbound();
  const bus = makeBus();
  const published: Topic[] = [];
  for (const topic of topics) bus.subscribe(topic, () => published.push(topic));
  const clock = makeTestClock();
  const logged: TestWorld["logged"] = [];
  const log = makeCollectingLog(logged);
  const background = makeBackground(log);
  const ctx: Context = {
    db,
    clock,
    log,
    outbound,
    background,
    secrets: plainBox,
    bus,
    env: readEnv({ NODE_ENV: "test" }),
    acting: { kind: "system", label: "test" },
    instanceId: randomUUID(),
    sandboxUrl: null,
    ...change,
  };
  return {
    ctx,
    clock,
    as: (role) => ({ ...ctx, acting: { kind: "operator", id: `the-${role}`, label: `${role}@example.com`, role } }),
    published,
    logged,
    databaseUrl: database.url,
    async close() {
      await background.stop();
      await outbound.close();
      await db.close();
      await database.drop();
    },
  };
}

function makeTestClock(): TestClock {
  let at = testStart;
  return {
    now: () => at,
    set(next) {
      at = next;
    },
    advance(ms) {
      at = new Date(at.getTime() + ms);
    },
  };
}

function makeCollectingLog(logged: TestWorld["logged"], bound: object = {}): Log {
  const line = (level: string) => (fields: object, message: string) => {
    logged.push({ level, fields: { ...bound, ...fields }, message });
  };
  return {
    debug() {},
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    child: (fields) => makeCollectingLog(logged, { ...bound, ...fields }),
  };
}

const plainBox: SecretBox = {
  seal: (secret, boundTo) => JSON.stringify([boundTo, secret.open()]),
  open(sealed, boundTo) {
    const [owner, value] = JSON.parse(sealed) as [string, string];
    if (owner !== boundTo) throw new Error("sealed for another row");
    return new Secret(value);
  },
};
