import { hostname } from "node:os";
import { ensureApiToken, ensureClientToken, ensureFirstAdmin, makeAuth } from "#server/access/index.ts";
import { farewell, type Gateway, openGateway, spoolPlaceAmong } from "#server/gateway/index.ts";
import { startEmbeddedPostgres } from "#server/platform/embedded-postgres.ts";
import type { Context, Env, Log } from "#server/platform/index.ts";
import { migrate } from "#server/platform/migrate.ts";
import { setRuntime } from "#server/runtime/index.ts";
import { checkKeyring, ensureSandboxKey, resealOldKeys } from "#server/vault/index.ts";
import { adoptSpools } from "./adopt-spools.ts";
import { Closers } from "./closers.ts";
import { type FrontDoor, type House, openFrontDoor } from "./front-door.ts";
import { startGatewayProcesses } from "./gateway-processes.ts";
import { gatewayLoad, makeHealth, type Vitals } from "./health.ts";
import type { Rooms } from "./http-server.ts";
import { lockWithPatience } from "./lock-with-patience.ts";
import { startLoops } from "./loops.ts";
import { type OwnContext, openContext } from "./open-context.ts";
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
  const rooms: House = { gateway: null, screens: null, upgrade: null, health: () => false, share: null };
  const vitals: Vitals = { ctx: null, gateway: null, processes: null, loops: null, pool: null, draining: false };
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
  await Promise.all([
    steps.run("screens", openScreens, () => "ready").then((screens) => Object.assign(rooms, screens)),
    shareCalls(ctx, url, door, rooms, vitals, steps, closers),
  ]);
  return { port: door.port, setupPath, stop: () => stop(door, vitals, closers) };
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

async function makeContext(
  env: Env,
  log: Log,
  steps: Steps,
  databaseUrl: string,
  vitals: Vitals,
  closers: Closers,
): Promise<OwnContext> {
  let sandbox: SandboxProcess | null = null;
  const parts = {
    databaseUrl,
    sandboxUrl: () => sandbox?.url() ?? null,
    spool: () => gatewayLoad(vitals)?.spool ?? null,
  };
  const { ctx, keyring } = await openContext(env, log, parts, closers);
  const onMoved = () => {
    vitals.processes?.tellSandbox(ctx.sandboxUrl);
    ctx.bus.publish("keys_changed");
  };
  sandbox = await openSandbox(env, log, steps, onMoved, closers);
  await checkKeyring(ctx.db, ctx.secrets);
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
  const gateway = ctx.env.role === "worker" ? null : await openOwnGateway(ctx);
  closers.add(() => gateway?.drain());
  const loops = await startLoops(ctx, instance);
  closers.add(() => loops.stop());
  vitals.loops = loops;
  vitals.gateway = gateway;
  if (gateway) rooms.gateway = (req, res) => void gateway.handle(req, res);
}

function openOwnGateway(ctx: Context): Promise<Gateway> {
  const { dataDir, gatewayProcesses, role } = ctx.env;
  const taken = adoptSpools(dataDir, role === "worker" ? 0 : gatewayProcesses);
  if (taken > 0) ctx.log.info({ files: taken }, "took over the spools of gateway processes that are no longer started");
  return openGateway(ctx, {}, spoolPlaceAmong(dataDir, gatewayProcesses));
}

/** Lets gateway processes take the connections from now on; what is counted, and all that is not a call, comes back here. */
async function shareCalls(
  { env, log, sandboxUrl }: Context,
  databaseUrl: string,
  door: FrontDoor,
  house: House,
  vitals: Vitals,
  steps: Steps,
  closers: Closers,
): Promise<void> {
  if (env.role === "worker" || env.gatewayProcesses === 0) return;
  const start = { databaseUrl, innerPath: door.server.innerPath, sandboxUrl };
  const processes = await steps.run(
    "gateway",
    () => startGatewayProcesses(env.gatewayProcesses, env.dataDir, start, door.server.take, log),
    (started) => `${started.loads().length} processes`,
  );
  closers.add(() => processes.stop());
  vitals.processes = processes;
  house.share = (socket) => processes.take(socket);
}

/** The gateways end their calls first, then the door closes, then everything behind it in order. */
async function stop(door: FrontDoor, vitals: Vitals, closers: Closers): Promise<void> {
  vitals.draining = true;
  await Promise.all([vitals.processes?.stop(), vitals.gateway?.drain(), door.close(drainGraceMs)]);
  await closers.close();
}
