import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { ensureApiToken, ensureClientToken, ensureFirstAdmin, makeAuth } from "#server/access/index.ts";
import { farewell, openGateway } from "#server/gateway/index.ts";
import { lockDataDir } from "#server/platform/data-dir.ts";
import { startEmbeddedPostgres } from "#server/platform/embedded-postgres.ts";
import {
  type Context,
  type Env,
  type Log,
  makeOutbound,
  type OwnedDatabase,
  openDatabase,
  StartupError,
  systemClock,
} from "#server/platform/index.ts";
import { migrate } from "#server/platform/migrate.ts";
import { openNews } from "#server/platform/news.ts";
import { setRuntime } from "#server/runtime/index.ts";
import { checkKeyring, ensureSandboxKey, makeSecretBox, openKeyring, resealOldKeys } from "#server/vault/index.ts";
import { type FrontDoor, openFrontDoor, type Rooms } from "./front-door.ts";
import { makeHealth, type Vitals } from "./health.ts";
import { startLoops } from "./loops.ts";
import { type SandboxProcess, startSandboxProcess } from "./sandbox-process.ts";
import type { Steps } from "./steps.ts";

/** Longest the open connections may take to end, in milliseconds. */
const drainGraceMs = 25_000;

/** Makes the screens answer; given by `main`, because only it knows Next. */
export type OpenScreens = () => Promise<Pick<Rooms, "screens" | "upgrade">>;

/** A running Docket. */
export interface Started {
  port: number;
  /** The one-time set-up link's path, when nobody can sign in yet. */
  setupPath: string | null;
  /** Ends everything in order; nothing under way is lost. */
  stop(): Promise<void>;
}

/** Whatever was opened is closed in the opposite order, also when a later step fails. */
class Closers {
  readonly #closers: (() => Promise<unknown> | unknown)[] = [];
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  add(close: () => Promise<unknown> | unknown): void {
    this.#closers.push(close);
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        this.#log.error({ err: error }, "something did not close cleanly");
      }
    }
  }
}

/** Starts everything, one line a step. Throws a StartupError for what the person at the terminal can mend. */
export async function startUp(env: Env, log: Log, steps: Steps, openScreens: OpenScreens): Promise<Started> {
  const closers = new Closers(log);
  try {
    return await open(env, log, steps, openScreens, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function open(env: Env, log: Log, steps: Steps, openScreens: OpenScreens, closers: Closers): Promise<Started> {
  const lock = await lockWithPatience(env.dataDir);
  closers.add(() => lock.release());
  const rooms: Rooms = { gateway: null, screens: null, upgrade: null, health: () => false };
  const vitals: Vitals = { ctx: null, gateway: null, loops: null, pool: null, draining: false };
  rooms.health = makeHealth(vitals);
  const door = await openFrontDoor(rooms, env.port, env.host);
  closers.add(() => door.close(drainGraceMs));

  const url = await openDatabaseServer(env, log, steps, closers);
  await steps.run("migrate", async () => {
    const { applied } = await migrate(url, { log });
    return applied.length > 0 ? `${applied.length} applied` : "up to date";
  });
  const ctx = await makeContext(env, log, steps, url, vitals, closers);
  vitals.ctx = ctx;
  vitals.pool = ctx.db.pool;
  const setupPath = await steps.run(
    "access",
    () => prepareAccess(ctx, env),
    () => "ready",
  );
  await openServices(ctx, rooms, vitals, closers);
  Object.assign(rooms, await steps.run("screens", openScreens, () => "ready"));
  return { port: door.port, setupPath, stop: () => stop(door, vitals, closers) };
}

/** A Docket that was just told to stop may still be draining on this folder. */
async function lockWithPatience(dataDir: string) {
  const giveUpAt = Date.now() + 4_000;
  for (;;) {
    try {
      return lockDataDir(dataDir);
    } catch (error) {
      const held = error instanceof StartupError && /already running/.test(error.message);
      if (!held || Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

function openDatabaseServer(env: Env, log: Log, steps: Steps, closers: Closers): Promise<string> {
  const given = env.databaseUrl;
  if (given)
    return steps.run(
      "database",
      async () => given,
      () => "the one DATABASE_URL names",
    );
  return steps.run(
    "database",
    async () => {
      const postgres = await startEmbeddedPostgres({ dataDir: env.dataDir, log });
      closers.add(() => postgres.stop());
      return postgres.url;
    },
    () => "embedded PostgreSQL",
  );
}

/** The context of the process that owns the database's pool. */
type OwnContext = Context & { db: OwnedDatabase };

async function makeContext(
  env: Env,
  log: Log,
  steps: Steps,
  url: string,
  vitals: Vitals,
  closers: Closers,
): Promise<OwnContext> {
  const keyring = openKeyring(env);
  const db = openDatabase(url);
  closers.add(() => db.close());
  const instanceId = randomUUID();
  const bus = await openNews(url, instanceId, log);
  closers.add(() => bus.close());
  const outbound = makeOutbound();
  closers.add(() => outbound.close());
  const sandbox = await openSandbox(env, log, steps, () => bus.publish("keys_changed"), closers);
  const ctx: OwnContext = {
    db,
    clock: systemClock,
    log,
    outbound,
    secrets: makeSecretBox(keyring),
    bus,
    env,
    acting: { kind: "system", label: "docket" },
    instanceId,
    get sandboxUrl() {
      return sandbox?.url() ?? null;
    },
    get spool() {
      return vitals.gateway?.spool ?? null;
    },
  };
  await checkKeyring(db, ctx.secrets);
  await resealOldKeys(ctx, keyring);
  setRuntime({ ctx, auth: makeAuth(ctx, keyring.deriveKey("better-auth")) });
  return ctx;
}

async function openSandbox(
  env: Env,
  log: Log,
  steps: Steps,
  onMoved: () => void,
  closers: Closers,
): Promise<SandboxProcess | null> {
  if (!env.sandbox) return null;
  const sandbox = await steps.run(
    "sandbox",
    () => startSandboxProcess(log, onMoved),
    (started) => started.url() ?? "",
  );
  closers.add(() => sandbox.stop());
  return sandbox;
}

async function prepareAccess(ctx: Context, env: Env): Promise<string | null> {
  await ensureSandboxKey(ctx);
  await ensureApiToken(ctx);
  await ensureClientToken(ctx);
  return env.role === "worker" ? null : ensureFirstAdmin(ctx);
}

async function openServices(ctx: Context, rooms: Rooms, vitals: Vitals, closers: Closers): Promise<void> {
  const { role } = ctx.env;
  const instance = { id: ctx.instanceId, host: hostname(), pid: process.pid, startedAt: ctx.clock.now(), role };
  closers.add(() => farewell(ctx.db.sql, instance.id));
  // Before any loop judges what a dead process left: the spool may know better.
  const gateway = ctx.env.role === "worker" ? null : await openGateway(ctx);
  closers.add(() => gateway?.drain());
  const loops = await startLoops(ctx, instance);
  closers.add(() => loops.stop());
  vitals.loops = loops;
  vitals.gateway = gateway;
  if (gateway) rooms.gateway = (req, res) => void gateway.handle(req, res);
}

/** The gateway ends its calls first, then the door closes, then everything behind it in order. */
async function stop(door: FrontDoor, vitals: Vitals, closers: Closers): Promise<void> {
  vitals.draining = true;
  await Promise.all([vitals.gateway?.drain(), door.close(drainGraceMs)]);
  await closers.close();
}
