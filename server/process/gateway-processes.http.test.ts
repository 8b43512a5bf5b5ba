import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient, createClientToken } from "#server/access/index.ts";
import { lockDataDir } from "#server/platform/data-dir.ts";
import { silentLog, systemClock } from "#server/platform/index.ts";
import { type News, openNews } from "#server/platform/news.ts";
import { eventually, openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { type DocketProgram, DocketPrograms } from "./docket-programs-for-tests.ts";
import { GatewayProcess } from "./gateway-process.ts";

const clientToken = "client-token-of-the-processes-test";
const programs = new DocketPrograms();
let world: TestWorld;
let news: News;
let dataDir: string;

beforeAll(async () => {
  world = await openTestWorld({ clock: systemClock });
  news = await openNews(world.databaseUrl, world.ctx.instanceId, silentLog);
});
/** Serves the tests in turn; the last but one stops it. */
let docket: DocketProgram;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "docket-processes-"));
  docket = await start(2);
}, 90_000);
afterAll(async () => {
  programs.kill();
  await news.close();
  await world.close();
  await rm(dataDir, { recursive: true, force: true });
});

const start = (processes: number) => programs.start(world.databaseUrl, dataDir, clientToken, processes);

/** One request on a connection of its own. */
function ask(
  { origin }: DocketProgram,
  path: string,
  { as = clientToken, body = null as string | null, headers = {} as Record<string, string> } = {},
): Promise<{ status: number; callId: string; text: string }> {
  return new Promise((resolve, reject) => {
    const options = { agent: false, method: body === null ? "GET" : "POST" } as const;
    const req = request(`${origin}${path}`, { ...options, headers: { authorization: `Bearer ${as}`, ...headers } });
    req.on("error", reject);
    req.on("response", (res) => {
      let text = "";
      res.on("data", (chunk) => {
        text += chunk;
      });
      res.on("error", reject);
      res.on("end", () => {
        resolve({ status: res.statusCode ?? 0, callId: String(res.headers["x-docket-call-id"] ?? ""), text });
      });
    });
    req.end(body ?? undefined);
  });
}

const projects = "/gateway/llamaparse/sandbox/api/v1/projects";
const rows = <T extends object>(text: string, values: unknown[] = []) => world.ctx.db.sql.query<T>(text, values);
const gatewayPids = async () =>
  (await rows<{ pid: number }>("SELECT pid FROM instance WHERE role = 'gateway' ORDER BY pid"))
    .map(({ pid }) => pid)
    .filter(isAlive);
/** The roles of the processes that carried these calls, each call on record once. */
async function carriers(callIds: readonly string[]): Promise<{ role: string; instance: string }[]> {
  const found = await eventually(async () => {
    const text = `SELECT i.role, i.id AS instance FROM call c JOIN instance i ON i.id = c.instance_id WHERE c.id = ANY($1::uuid[])`;
    const known = await rows<{ role: string; instance: string }>(text, [callIds]);
    expect(known).toHaveLength(callIds.length);
    return known;
  });
  return found;
}

test("connections go to the processes in turn, and every call is on record once", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(docket, projects)));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  const known = await carriers(answers.map(({ callId }) => callId));
  expect(new Set(known.map(({ role }) => role))).toEqual(new Set(["gateway"]));
  expect(new Set(known.map(({ instance }) => instance)).size).toBe(2);
}, 60_000);

test("health, metrics of all processes and a refusal for strangers are reached by any connection", async () => {
  const listed = async () => {
    const { text } = await ask(docket, "/metrics");
    expect(text.match(/^docket_gateway_calls_in_flight /gm)).toHaveLength(1);
    return Number(/^docket_gateway_calls_total\{[^}]*projects\.list[^}]*\} (\d+)$/m.exec(text)?.[1] ?? 0);
  };
  const before = await listed();
  for (let n = 0; n < 4; n += 1) {
    const ready = await ask(docket, "/readyz");
    expect(JSON.parse(ready.text)).toMatchObject({ ready: true, spool: { state: "ok" } });
    expect((await ask(docket, projects, { as: "nobody" })).status).toBe(401);
    expect((await ask(docket, projects)).status).toBe(200);
  }
  expect((await listed()) - before).toBe(4);
}, 60_000);

test("a limit of calls at once, or in a minute, holds exactly though the calls come to several processes", async () => {
  const admin = { ...world.as("admin"), bus: news };
  const limited = async (name: string, limits: object) => {
    const client = await createClient(admin, { name, limits });
    return (await createClientToken(admin, { clientId: client.id, label: "t" })).token;
  };
  const rate = await limited("seven a minute", { requestsPerMinute: 7 });
  const single = await limited("one at once", { maxConcurrent: 1 });
  for (const as of [rate, single]) {
    for (let n = 0; n < 2; n += 1)
      await eventually(async () => expect((await ask(docket, "/gateway/x", { as })).status).toBe(404));
  }
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await ask(docket, projects, { as: rate })).status);
  expect(statuses).toEqual([...Array(7).fill(200), ...Array(5).fill(429)]);

  const slow = { as: single, headers: { "x-sandbox-provoke": "drip" } };
  const began = performance.now();
  const [one, other] = await Promise.all([ask(docket, projects, slow), ask(docket, projects, slow)]);
  expect([one.status, other.status]).toEqual([200, 200]);
  const known = await carriers([one.callId, other.callId]);
  expect(known.map(({ role }) => role)).toEqual(["all", "all"]);
  const [first, second] = await rows<{ ms: number }>(
    "SELECT latency_ms::float8 AS ms FROM call WHERE id = ANY($1::uuid[]) ORDER BY ended_at",
    [[one.callId, other.callId]],
  );
  // The second waited for the first: together they took as long as one after the other.
  expect(second?.ms).toBeGreaterThan((first?.ms ?? 0) * 1.8);
  expect(performance.now() - began).toBeGreaterThan((first?.ms ?? 0) * 1.8);
}, 90_000);

test("one that dies is replaced, its spool is written, and nothing its callers received is lost", async () => {
  const received: string[] = [];
  let stop = false;
  const caller = async () => {
    while (!stop) {
      const answer = await ask(docket, projects).catch(() => null);
      if (answer?.status === 200) received.push(answer.callId);
    }
  };
  const callers = Array.from({ length: 8 }, caller);
  const before = await eventually(async () => {
    expect(received.length).toBeGreaterThan(40);
    const pids = await gatewayPids();
    expect(pids).toHaveLength(2);
    return pids;
  });
  process.kill(before[0] ?? 0, "SIGKILL");
  const after = received.length;
  await eventually(async () => {
    expect(received.length).toBeGreaterThan(after + 40);
    const pids = await gatewayPids();
    expect(pids.filter((pid) => !before.includes(pid))).toHaveLength(1);
  });
  stop = true;
  await Promise.all(callers);
  await carriers(received);
  expect(docket.log()).toContain("a gateway process ended; it is started again");
}, 90_000);

test("told to stop, it ends its calls first", async () => {
  const slow = ask(docket, projects, { headers: { "x-sandbox-provoke": "drip" } });
  await eventually(async () => {
    const { text } = await ask(docket, "/metrics");
    expect(text).toMatch(/^docket_gateway_calls_in_flight 1$/m);
  });
  const ended = new Promise((resolve) => docket.child.once("exit", (code) => resolve(code)));
  docket.child.kill("SIGTERM");
  const { status, callId } = await slow;
  expect(status).toBe(200);
  expect(await ended).toBe(0);
  const calls = await rows("SELECT outcome FROM call WHERE id = $1", [callId]);
  expect(calls).toEqual([{ outcome: "answered" }]);
}, 60_000);

test("they end with the main process however it ends, and what waits in their spools is written by fewer", async () => {
  const another = await start(2);
  const pids = await eventually(async () => {
    const alive = await gatewayPids();
    expect(alive).toHaveLength(2);
    return alive;
  });
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask(another, projects)));
  another.child.kill("SIGKILL");
  await eventually(() => expect(pids.filter(isAlive)).toEqual([]));
  const alone = await start(0);
  await carriers(answers.map(({ callId }) => callId));
  expect((await ask(alone, projects)).status).toBe(200);
  for (const name of ["gateway-1", "gateway-2"]) expect(await readdir(join(dataDir, name, "spool"))).toEqual([]);
  expect(existsSync(join(dataDir, "spool"))).toBe(true);
}, 90_000);

test("one that cannot start ends and says so, and so does one that is stopped before it is ready", async () => {
  const held = await mkdtemp(join(tmpdir(), "docket-held-"));
  const lock = lockDataDir(held);
  const start = { databaseUrl: "", dataDir: held, processes: 1, innerPath: "", sandboxUrl: null };
  const [refused, stopped] = [new GatewayProcess(start), new GatewayProcess(start)];
  await stopped.stop();
  expect(await stopped.ended).toEqual({ code: null, signal: "SIGKILL" });
  await expect(refused.ready).rejects.toThrow("ended at its start");
  expect(await refused.ended).toEqual({ code: 1, signal: null });
  lock.release();
  await rm(held, { recursive: true, force: true });
}, 60_000);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
