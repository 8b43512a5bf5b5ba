import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#server/testing/index.ts";
import { DocketPrograms } from "./docket-programs-for-tests.ts";

const clientToken = "client-token-of-the-restart-test";
let database: TestDatabase;
let sql: pg.Client;
let dataDir: string;
const programs = new DocketPrograms();

beforeAll(async () => {
  database = await createTestDatabase();
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  dataDir = await mkdtemp(join(tmpdir(), "docket-restart-"));
});
afterEach(() => programs.kill());
afterAll(async () => {
  await sql.end();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = () => programs.start(database.url, dataDir, clientToken);
const ended = (child: ChildProcess) =>
  new Promise<number | string | null>((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));

const headers = { authorization: `Bearer ${clientToken}` };

async function createJob(origin: string, fileName: string): Promise<string> {
  const body = new FormData();
  body.set("configuration", JSON.stringify({ tier: "fast", version: "latest" }));
  body.set("file", new File(["%PDF-1.7"], fileName));
  const answer = await fetch(`${origin}/gateway/llamaparse/sandbox/api/v2/parse/upload`, {
    method: "POST",
    headers,
    body,
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { id: string }).id;
}

const rows = async <T>(text: string): Promise<T[]> => (await sql.query(text)).rows as T[];
const one = async (text: string): Promise<number> => (await rows<{ n: number }>(text))[0]?.n ?? Number.NaN;

test("Docket killed in the middle of fifty jobs brings each to its one end after its restart", async () => {
  const first = await start();
  const names = Array.from({ length: 50 }, (_, n) =>
    n % 10 === 0 ? `queue-0s-run-5s-fail-PDF_IS_PROTECTED-${n}.pdf` : `queue-0s-run-5s-${n}.pdf`,
  );
  const ids = await Promise.all(names.map((name) => createJob(first.origin, name)));
  expect(new Set(ids).size).toBe(50);
  const hung = fetch(`${first.origin}/gateway/llamaparse/sandbox/api/v1/projects`, {
    headers: { ...headers, "x-sandbox-provoke": "hang" },
  }).catch(() => "cut");
  const onlyHung = "SELECT count(*)::int AS n FROM call_intent HAVING bool_and(operation = 'projects.list')";
  await vi.waitFor(async () => expect(await one(onlyHung)).toBe(1), { timeout: 15_000 });
  first.child.kill("SIGKILL");
  expect(await ended(first.child)).toBe("SIGKILL");
  expect(await hung).toBe("cut");
  expect(await one("SELECT count(*)::int AS n FROM job WHERE ended_at IS NULL")).toBe(50);
  // As if the crash had been a minute ago: a silent process is left alone for a quarter of one.
  await sql.query("UPDATE instance SET last_seen_at = last_seen_at - interval '1 minute'");

  const second = await start();
  const open = () => one("SELECT count(*)::int AS n FROM job WHERE ended_at IS NULL");
  await vi.waitFor(async () => expect(await open()).toBe(0), { timeout: 40_000, interval: 250 });
  // What the first left under way is judged by a loop of its own pace.
  const underWay = () => one("SELECT count(*)::int AS n FROM call_intent");
  await vi.waitFor(async () => expect(await underWay()).toBe(0), { timeout: 30_000, interval: 250 });
  const jobs = await rows<{
    vendor_job_id: string;
    file_name: string;
    state: string;
    ends: number;
    failures: number;
    own: boolean;
  }>(
    `SELECT j.vendor_job_id, j.file_name, j.state, j.failure_id IS NOT NULL AS own,
       (SELECT count(*)::int FROM job_observation o WHERE o.job_id = j.id AND o.changed AND o.state = j.state) AS ends,
       (SELECT count(*)::int FROM failure f WHERE f.job_id = j.id) AS failures
     FROM job j`,
  );
  expect(jobs.map((job) => job.vendor_job_id).sort()).toEqual(ids.toSorted());
  expect(jobs.map((job) => job.file_name).sort()).toEqual(names.toSorted());
  for (const job of jobs) {
    const fails = job.file_name.includes("fail-");
    expect(job).toMatchObject({ state: fails ? "failed" : "succeeded", ends: 1, failures: fails ? 1 : 0, own: fails });
  }
  const outcomes = await rows<{ outcome: string; operation: string; n: number }>(
    "SELECT outcome, operation, count(*)::int AS n FROM call GROUP BY 1, 2 ORDER BY 3 DESC",
  );
  expect(outcomes).toEqual([
    { outcome: "answered", operation: "parse.upload", n: 50 },
    { outcome: "interrupted", operation: "projects.list", n: 1 },
  ]);
  expect(await one("SELECT count(*)::int AS n FROM call_intent")).toBe(0);
  const levels = second
    .log()
    .split("\n")
    .filter((line) => /"level":"error"/.test(line));
  expect(levels).toEqual([]);
}, 80_000);

test("Docket says when it is ready, answers for itself, and ends in order when it is told to", async () => {
  const { child, origin, log } = await start();
  const get = async (path: string) => {
    const answer = await fetch(`${origin}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  await vi.waitFor(async () => expect((await get("/readyz")).status).toBe(200), { timeout: 5_000 });
  expect(JSON.parse((await get("/readyz")).text)).toMatchObject({ ready: true, database: true, staleLoops: [] });
  expect(await get("/healthz")).toEqual({ status: 200, text: '{"ok":true}' });
  const { text: metrics } = await get("/metrics");
  expect(metrics).toContain("docket_gateway_calls_in_flight 0");
  expect(metrics).toContain("# TYPE docket_polls_due gauge");
  const id = await createJob(origin, "instant-1.pdf");
  child.kill("SIGTERM");
  expect(await ended(child)).toBe(0);
  expect(
    await rows(
      `SELECT outcome, j.vendor_job_id FROM call c JOIN job j ON j.call_id = c.id WHERE j.vendor_job_id = '${id}'`,
    ),
  ).toEqual([{ outcome: "answered", vendor_job_id: id }]);
  expect(await one("SELECT count(*)::int AS n FROM call_intent")).toBe(0);
  expect(await one(`SELECT count(*)::int AS n FROM instance WHERE pid = ${child.pid}`)).toBe(0);
  expect(log()).not.toMatch(/"level":"error"/);
}, 40_000);

test("Docket killed under load has every answer on record that a caller received, and each job at its end", async () => {
  const received = { calls: new Set<string>(), jobs: new Set<string>() };
  let origin = "";
  let stopped = false;
  const caller = async (n: number) => {
    for (let turn = 0; !stopped; turn += 1) {
      const name = `queue-0s-run-1s-under-load-${n}-${turn}.pdf`;
      // A connection that is cut tells nothing: that call is nobody's but ours.
      await askOnce(origin, turn % 2 === 0 ? name : null, received).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  let docket = await start();
  origin = docket.origin;
  const callers = Promise.all(Array.from({ length: 6 }, (_, n) => caller(n)));
  await vi.waitFor(() => expect(received.calls.size).toBeGreaterThan(40), { timeout: 15_000, interval: 1 });
  docket.child.kill("SIGKILL");
  await ended(docket.child);
  docket = await start();
  origin = docket.origin;
  await vi.waitFor(() => expect(received.calls.size).toBeGreaterThan(60), { timeout: 15_000 });
  stopped = true;
  await callers;
  await vi.waitFor(async () => expect(await one("SELECT count(*)::int AS n FROM job WHERE ended_at IS NULL")).toBe(0), {
    timeout: 30_000,
    interval: 250,
  });
  docket.child.kill("SIGTERM");
  await ended(docket.child);
  const calls = new Set((await rows<{ id: string }>("SELECT id FROM call")).map(({ id }) => id));
  expect([...received.calls].filter((id) => !calls.has(id))).toEqual([]);
  const jobs = new Set((await rows<{ id: string }>("SELECT vendor_job_id AS id FROM job")).map(({ id }) => id));
  expect([...received.jobs].filter((id) => !jobs.has(id))).toEqual([]);
  expect(received.jobs.size).toBeGreaterThan(10);
  expect(await one("SELECT count(*)::int AS n FROM call_intent")).toBe(0);
}, 120_000);

/** Makes a job, or asks for something else where `fileName` is null, and notes what came back whole. */
async function askOnce(origin: string, fileName: string | null, received: { calls: Set<string>; jobs: Set<string> }) {
  const body = new FormData();
  body.set("configuration", JSON.stringify({ tier: "fast", version: "latest" }));
  if (fileName) body.set("file", new File(["%PDF-1.7"], fileName));
  const path = fileName ? "api/v2/parse/upload" : "api/v1/projects";
  const at = `${origin}/gateway/llamaparse/sandbox/${path}`;
  const answer = await fetch(at, fileName ? { method: "POST", headers, body } : { headers });
  const { id } = (await answer.json()) as { id?: string };
  if (answer.status !== 200) return;
  received.calls.add(answer.headers.get("x-docket-call-id") ?? "");
  if (fileName) received.jobs.add(id ?? "");
}
