import { randomUUID } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDatabase } from "#server/platform/index.ts";
import { eventually, openWay, type Way } from "#server/testing/index.ts";
import {
  type GatewayWorld,
  openGatewayWorld,
  type ServedGateway,
  serveGateway,
  startUpstream,
  type Upstream,
} from "./gateway-for-tests.ts";

let world: GatewayWorld;
let upstream: Upstream;
let way: Way;
let folder: string;
let n = 0;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  upstream = await startUpstream((req, res) => {
    if (req.url === "/hang") return;
    n += 1;
    const body = req.method === "POST" ? { id: `pjb-${n}`, status: "PENDING" } : { ok: n };
    res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  world = await openGatewayWorld(upstream.url);
  way = await openWay(world.databaseUrl);
  folder = mkdtempSync(join(tmpdir(), "docket-replay-"));
});
afterAll(async () => {
  way.mend();
  for (const close of closers.reverse()) await close();
  await way.close();
  await world.close();
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (at: string, path: string, body?: string) =>
  fetch(`${at}${path}`, {
    method: body ? "POST" : "GET",
    body,
    headers: { authorization: `Bearer ${world.token}`, ...(body ? { "content-type": "application/json" } : {}) },
  });
const sql = () => world.ctx.db.sql;
const tables = async () => ({
  calls: await sql().query<{ id: string; outcome: string; status: number | null; job_id: string | null }>(
    "SELECT id, outcome, status, job_id FROM call ORDER BY id",
  ),
  jobs: await sql().query("SELECT id, vendor_job_id, call_id, client_id FROM job ORDER BY vendor_job_id"),
  observations: await sql().query("SELECT job_id, call_id, count FROM job_observation ORDER BY id"),
  counted: await sql().query("SELECT sum(calls)::int AS calls, sum(jobs)::int AS jobs FROM rollup_delta"),
});

/** Another process on the same database, by a way that may be cut, with a spool in `dir`. */
async function another(dir: string, url: string): Promise<ServedGateway & { instanceId: string }> {
  const db = openDatabase(url, { poolSize: 4 });
  const instanceId = randomUUID();
  const served = await serveGateway({ ...world.ctx, db, instanceId }, { recordsWaitMs: 200 }, { dir });
  closers.push(async () => {
    await served.close();
    await db.close();
  });
  return { ...served, instanceId };
}

test("what a process left behind that died while the database was away is told at the next start, each thing once", async () => {
  const dead = join(folder, "dead");
  const first = await another(dead, way.url);
  const hung = ask(first.url, "/hang").catch(() => null);
  await eventually(async () => expect(await sql().query("SELECT id FROM call_intent")).toHaveLength(1));
  way.cut();
  const received: string[] = [];
  for (let k = 0; k < 20; k += 1) {
    const answer = await ask(first.url, k % 2 ? "/api/v2/parse" : "/x", k % 2 ? '{"tier":"fast"}' : undefined);
    expect(answer.status).toBe(200);
    received.push(answer.headers.get("x-docket-call-id") ?? "");
  }
  // Its disk as it is this moment, its last line cut off in the writing: that is what a crash leaves.
  const found = join(folder, "found");
  cpSync(dead, found, { recursive: true });
  appendFileSync(join(found, readdirSync(found).sort().at(-1) ?? ""), '0000abcd {"kind":"record","record":{"call":{"i');

  const second = await another(found, world.databaseUrl);
  await vi.waitFor(() => expect(second.gateway.waiting).toBe(0), { timeout: 5_000 });
  const after = await tables();
  expect(after.calls.filter((call) => call.outcome === "answered").map((call) => call.id)).toEqual(received.toSorted());
  expect(after.calls.filter((call) => call.outcome === "interrupted")).toHaveLength(1);
  expect(after.calls.filter((call) => call.job_id !== null)).toHaveLength(10);
  expect(after.jobs).toHaveLength(10);
  expect(new Set(after.jobs.map((job) => job.call_id)).size).toBe(10);
  expect(await sql().query("SELECT id FROM call_intent")).toEqual([]);
  expect(readdirSync(found)).toEqual([]);

  // The first one was not dead after all: what it tells as well is known already.
  way.mend();
  await vi.waitFor(() => expect(first.gateway.waiting).toBe(0), { timeout: 10_000 });
  expect(await tables()).toEqual(after);
  await first.close();
  await hung;
}, 30_000);

test("what does not fit in memory waits on disk, in order, and comes into the database from there", async () => {
  const before = (await tables()).calls.length;
  const dir = join(folder, "long");
  const gateway = await another(dir, way.url);
  way.cut();
  const asked = 6_000;
  for (let done = 0; done < asked; done += 100) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(gateway.url, "/x")));
    for (const answer of answers) expect(answer.status).toBe(200);
    await Promise.all(answers.map((answer) => answer.text()));
  }
  await eventually(() => expect(gateway.gateway.inFlight).toBe(0));
  expect(gateway.gateway.waiting).toBeGreaterThanOrEqual(asked);
  expect(gateway.gateway.spool.bytes).toBeGreaterThan(asked * 300);
  way.mend();
  await vi.waitFor(() => expect(gateway.gateway.waiting).toBe(0), { timeout: 20_000, interval: 50 });
  expect((await tables()).calls.length).toBe(before + asked);
}, 60_000);

test("a database that is slow holds up no caller, and loses nothing", async () => {
  await world.settled();
  const before = await tables();
  const slow = await openWay(world.databaseUrl);
  const db = openDatabase(slow.url, { poolSize: 4 });
  const query = db.sqlTransaction;
  const late = () => new Promise((resolve) => setTimeout(resolve, 2_000));
  const sluggish = { ...db, sqlTransaction: (async (work) => late().then(() => query(work))) as typeof query };
  const served = await serveGateway({ ...world.ctx, db: sluggish }, { databasePatienceMs: 100 });
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(served.url, "/api/v2/parse", "{}")));
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
  expect(performance.now() - began).toBeLessThan(1_500);
  await vi.waitFor(() => expect(served.gateway.waiting).toBe(0), { timeout: 15_000 });
  const after = await tables();
  expect(after.jobs.length - before.jobs.length).toBe(10);
  expect(after.calls.length - before.calls.length).toBe(10);
  expect(after.observations.length - before.observations.length).toBe(10);
  await served.close();
  await db.close();
  await slow.close();
}, 40_000);
