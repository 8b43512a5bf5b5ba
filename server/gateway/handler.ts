import { join } from "node:path";
import type { Registry } from "prom-client";
import { Agent } from "undici";
import type { SpoolHealth } from "#lib/contracts/spool.ts";
import { type Context, elapsedMs, withoutSecrets } from "#server/platform/index.ts";
import { adapterOf, matchOperation, type OperationMatch } from "#server/providers/index.ts";
import { type Admitted, type Caller, openAdmission } from "./admission.ts";
import { newCallId } from "./call-id.ts";
import { type CallInProgress, leftEnd, recordOf, refusedEnd } from "./call-record.ts";
import type { CallerRequest, CallerResponse } from "./caller.ts";
import { callerSecrets } from "./caller-secrets.ts";
import { CallsUnderWay } from "./calls-under-way.ts";
import { carryOut, type Desk, type PassOn } from "./carry-out.ts";
import { CallerLeft, type GuardState, openGuards } from "./guards/guards.ts";
import { KeyWatch } from "./key-watch.ts";
import { KeysOfJobs } from "./keys-of-jobs.ts";
import { letGo } from "./let-go.ts";
import { type GatewayLimits, usualLimits } from "./limits.ts";
import { CallRecorder } from "./recorder.ts";
import { Refusal, sendRefusal } from "./refusal.ts";
import { retryWish } from "./retry/retry-plan.ts";
import { gatewayPrefix, type Route, readRoute } from "./route.ts";
import { Spool } from "./spool.ts";
import type { SpoolPlace } from "./spool-place.ts";
import { adoptIntents } from "./store.ts";
import { Teller } from "./teller.ts";
import { TokenUse } from "./token-use.ts";
import { CallMetrics } from "./watch/call-metrics.ts";
import { openTracing } from "./watch/tracing.ts";
import { writeDown } from "./watch/write-down.ts";

/** The gateway as `main` holds it. */
export interface Gateway {
  /** Answers one `/gateway/**` request. Never rejects. */
  handle(req: CallerRequest, res: CallerResponse): Promise<void>;
  /** Calls being carried out right now. */
  readonly inFlight: number;
  /** Call records not yet in the database. */
  readonly waiting: number;
  /** The journal on disk that keeps them meanwhile: its size, how much of its bound that is (0 to 1), how it is. */
  readonly spool: SpoolHealth;
  /** Its metrics, for `/metrics`. */
  readonly metrics: Registry;
  /** A look at what holds calls back. */
  guards(): GuardState;
  /** Resolves when everything that ended calls left behind is in the database. */
  written(): Promise<void>;
  /** Refuses new calls, waits for those under way and for their records. Calling it again waits for the same end. */
  drain(): Promise<void>;
}

/**
 * Opens the gateway: admission loaded, pool ready, and what an earlier process left in the spool taken up; it is written
 * while the gateway already answers. Calls that a limit counts go to `counting`, where there is one. Rejects when the database cannot be read or the spool's folder cannot be used.
 */
export async function openGateway(
  ctx: Context,
  changedLimits: Partial<GatewayLimits> = {},
  spoolPlace: SpoolPlace = { dir: join(ctx.env.dataDir, "spool") },
  counting: PassOn | null = null,
): Promise<Gateway> {
  const limits = { ...usualLimits, ...changedLimits };
  const spool = new Spool(spoolPlace, ctx.instanceId, ctx.log);
  const owners = [...new Set(spool.leftovers.map(({ owner }) => owner))];
  if (owners.length > 0) await adoptIntents(ctx.db.sql, owners, ctx.instanceId);
  const admission = await openAdmission(ctx, limits.servedWithoutDatabaseMs);
  const recorder = new CallRecorder(ctx, spool);
  void recorder.replay();
  const tokenUse = new TokenUse(ctx);
  const guards = openGuards(ctx, admission, limits);
  const tracing = await openTracing(ctx.env, ctx.log);
  const dispatcher = new Agent({
    connections: 256,
    pipelining: 1,
    connect: { timeout: limits.connectTimeoutMs },
    keepAliveTimeout: 30_000,
  });
  const desk: Desk = {
    ctx,
    admission,
    recorder,
    teller: new Teller(ctx, recorder, limits),
    tokenUse,
    guards,
    counting,
    keysOfJobs: new KeysOfJobs(ctx),
    keyWatch: new KeyWatch(ctx),
    tracing,
    metrics: new CallMetrics(dispatcher, guards),
    dispatcher,
    limits,
    draining: false,
    docsBase: ctx.env.publicUrl ?? "",
  };
  const underWay = new CallsUnderWay();
  let draining: Promise<void> | null = null;
  return {
    async handle(req, res) {
      underWay.begin();
      try {
        await handleCall(desk, req, res);
      } catch (error) {
        ctx.log.error({ err: error }, "gateway failed inside Docket");
        res.destroy();
      } finally {
        underWay.end();
      }
    },
    get inFlight() {
      return underWay.count;
    },
    get waiting() {
      return recorder.waiting;
    },
    get spool() {
      const { bytes, share, state } = spool;
      return { bytes, share, state };
    },
    guards: guards.state,
    metrics: desk.metrics.registry,
    written: () => recorder.drained(),
    drain() {
      draining ??= drain(desk, underWay);
      return draining;
    },
  };
}

/** Ends the gateway in order: no new call, the open ones out or cut off, their records written. */
async function drain(desk: Desk, underWay: CallsUnderWay): Promise<void> {
  desk.draining = true;
  desk.guards.close();
  const cutOff = setTimeout(() => void desk.dispatcher.destroy(), desk.limits.drainWaitMs);
  await underWay.ended();
  clearTimeout(cutOff);
  const enough = new Promise((resolve) => setTimeout(resolve, desk.limits.recordsWaitMs).unref());
  await Promise.race([desk.recorder.drained(), enough]);
  await desk.recorder.end();
  await desk.tokenUse.flush();
  desk.tokenUse.stop();
  desk.admission.stop();
  await desk.guards.stop();
  await desk.keyWatch.idle();
  await desk.tracing.stop();
  await desk.dispatcher.destroy();
}

async function handleCall(desk: Desk, req: CallerRequest, res: CallerResponse): Promise<void> {
  const startedMs = elapsedMs(desk.ctx.clock);
  const id = newCallId();
  let call: CallInProgress | null = null;
  try {
    const route = readRoute(req.url ?? gatewayPrefix);
    const match = matchOperation(route.provider, req.method ?? "GET", route.path);
    const caller = desk.admission.callerOf(req.headers);
    const { token } = caller;
    const clientId = caller.client?.clientId ?? null;
    const hide = (text: string) => withoutSecrets(text, [token]);
    const startedAt = desk.ctx.clock.now();
    const trace = desk.tracing.begin({ id, startedAt, method: req.method ?? "GET" }, req.headers);
    call = { id, startedAt, startedMs, gatewayMs: null, route, match, clientId, admitted: null, hide, trace };
    const admittedAtFirst = admit(desk, req, caller, route);
    const admitted = desk.admission.hasChoice(route)
      ? await withKeyOfJob(desk, admittedAtFirst, route, match)
      : admittedAtFirst;
    const guarded = { admitted, method: req.method ?? "GET", match };
    if (desk.counting && desk.guards.isCounted(guarded)) return desk.counting(req, res);
    desk.tokenUse.used(admitted.tokenId);
    const own = callerSecrets(req.headers, adapterOf(route.provider).secretRequestHeaders);
    const secrets = [token, admitted.target.secret, ...own];
    const entering = desk.guards.enter(guarded, res);
    // Hardly anyone waits, and who does not wait need not wait for a turn of the event loop either.
    const pass = entering instanceof Promise ? await entering : entering;
    call.admitted = admitted;
    call.hide = (text) => withoutSecrets(text, secrets);
    try {
      await carryOut(desk, call, admitted, pass, req, res);
    } finally {
      pass.leave();
    }
  } catch (error) {
    if (error instanceof CallerLeft && call) {
      letGo(req);
      return writeDown(desk, call, recordOf(desk.ctx, call, req, leftEnd, null));
    }
    if (!(error instanceof Refusal)) throw error;
    refuse(desk, call, error, req, res, id);
  }
}

function admit(desk: Desk, req: CallerRequest, caller: Caller, route: Route): Admitted {
  if (desk.draining) throw new Refusal("draining", "This Docket is shutting down; try again in a moment.");
  if (desk.recorder.full) throw new Refusal("overloaded", "Docket cannot write calls down fast enough just now.");
  retryWish(req.headers);
  const { maxBodyBytes } = desk.limits;
  if (Number(req.headers["content-length"] ?? 0) > maxBodyBytes)
    throw new Refusal("body_too_large", `A body may have ${maxBodyBytes} bytes at most.`);
  return desk.admission.admit(caller, route);
}

/** What one key made, another may not see: a call that names a job goes out with the key that made it. */
async function withKeyOfJob(
  { admission, keysOfJobs }: Desk,
  admitted: Admitted,
  route: Route,
  match: OperationMatch | null,
): Promise<Admitted> {
  const keyId = await keysOfJobs.of(route, match);
  return keyId === null ? admitted : admission.withKey(admitted, keyId);
}

function refuse(
  desk: Desk,
  call: CallInProgress | null,
  refusal: Refusal,
  req: CallerRequest,
  res: CallerResponse,
  id: string,
): void {
  const bytes = sendRefusal(res, refusal, id, desk.docsBase);
  letGo(req);
  if (call) writeDown(desk, call, recordOf(desk.ctx, call, req, refusedEnd(refusal, bytes), null));
}
