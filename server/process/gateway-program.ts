/**
 * A gateway process: carries calls on a core of its own, for connections that the main process hands it. It has its own
 * admission, guards, spool and connections to the database, and shares nothing with the others but the database. What is
 * not a call, and calls that a limit counts, go on to the main process. It ends with the main process, however that ends.
 */
import type { Socket } from "node:net";
import { hostname } from "node:os";
import { beat, farewell, openOneOfSeveral } from "#server/gateway/index.ts";
import { type Log, makeLog, readEnv } from "#server/platform/index.ts";
import { Closers } from "./closers.ts";
import { loadOf } from "./gateway-load.ts";
import type { FromGateway, GatewayStart, ToGateway } from "./gateway-messages.ts";
import { openHttpServer } from "./http-server.ts";
import { lockWithPatience } from "./lock-with-patience.ts";
import { beatEveryMs, loop } from "./loop.ts";
import { openContext } from "./open-context.ts";
import { passOnTo } from "./pass-on.ts";
import { type Measured, makeProcessMetrics } from "./process-metrics.ts";
import { collectSpentBuffers } from "./spent-buffers.ts";

/** Connections to the database, of each gateway process. */
const poolSize = 6;
/** How often the main process is told how much there is to do, in milliseconds. */
const loadEveryMs = 500;
/** Longest the open connections may take to end, in milliseconds. */
const drainGraceMs = 25_000;

const env = readEnv();
const log = makeLog(env.logLevel);
process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise was left alone with its error"));
// Without the main process nobody hands us connections, and nobody stops us: what it leaves behind is in the spool.
process.on("disconnect", () => process.exit(1));
process.once("message", (message: ToGateway) => {
  if (message.kind !== "start") return;
  run(message.start, log).catch((error) => {
    log.error({ err: error }, "a gateway process did not start");
    process.exit(1);
  });
});

/** Never fails: a child whose main process is gone ends anyway. */
function tell(message: FromGateway): void {
  process.send?.(message, undefined, undefined, () => {});
}

async function run(start: GatewayStart, log: Log): Promise<void> {
  const closers = new Closers(log);
  const lock = await lockWithPatience(start.dataDir);
  closers.add(() => lock.release());
  let { sandboxUrl } = start;
  const parts = { databaseUrl: start.databaseUrl, poolSize, sandboxUrl: () => sandboxUrl, spool: () => null };
  const { ctx } = await openContext(env, log, parts, closers);
  const instance = {
    id: ctx.instanceId,
    host: hostname(),
    pid: process.pid,
    startedAt: ctx.clock.now(),
    role: "gateway",
  };
  closers.add(() => farewell(ctx.db.sql, instance.id));
  await beat(ctx.db.sql, instance, ctx.clock.now());
  const passOn = passOnTo(start.innerPath);
  const gateway = await openOneOfSeveral(ctx, { ...start, counting: passOn });
  closers.add(() => gateway.drain());
  const heartbeat = loop(ctx, "heartbeat", beatEveryMs, () => beat(ctx.db.sql, instance, ctx.clock.now()));
  closers.add(() => heartbeat.stop());
  const measured: Measured = { gateway, pool: ctx.db.pool, loops: null };
  const metrics = makeProcessMetrics(measured);
  const server = await openHttpServer({
    gateway: (req, res) => void gateway.handle(req, res),
    screens: (req, res) => void passOn(req, res),
    upgrade: null,
    health: () => false,
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await Promise.all([gateway.drain(), server.close(drainGraceMs)]);
    await closers.close();
    process.exit(0);
  };
  process.on("message", (message: ToGateway, connection?: Socket) => {
    if (message.kind === "connection" && connection) server.take(connection);
    else if (message.kind === "sandbox") sandboxUrl = message.url;
    else if (message.kind === "metrics")
      void metrics.read().then((read) => tell({ kind: "metrics", ask: message.ask, metrics: read }));
    else if (message.kind === "stop") void stop();
  });
  collectSpentBuffers();
  setInterval(() => tell({ kind: "load", load: loadOf(gateway) }), loadEveryMs).unref();
  tell({ kind: "ready", load: loadOf(gateway) });
}
