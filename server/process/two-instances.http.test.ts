import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { changeClient, createClient, createClientToken } from "#server/access/index.ts";
import { type Context, readEnv, silentLog, systemClock } from "#server/platform/index.ts";
import { type News, openNews } from "#server/platform/news.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { addKey, changeKey, makeSecretBox, openKeyring } from "#server/vault/index.ts";

const program = fileURLToPath(new URL("docket-for-tests.ts", import.meta.url));
const masterKey = randomBytes(32).toString("base64");
const soon = <T>(check: () => T | Promise<T>, timeout = 30_000) => vi.waitFor(check, { timeout, interval: 100 });

/** One Docket of the two. */
interface Instance {
  child: ChildProcess;
  origin: string;
}

let world: TestWorld;
let news: News;
/** As a third process would, so that the two hear of changes by LISTEN/NOTIFY only. */
let admin: Context;
let vendor: Server;
let one: Instance;
let two: Instance;
let dataDirs: string;
let token: string;
let keyId: string;

/** What the vendor was asked about each job, and whether two asked at once. */
const polls = new Map<string, { asked: number; asking: number; together: number }>();
let jobsMade = 0;
let pollsUntilDone = 4;

beforeAll(async () => {
  vendor = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve));
  const secrets = makeSecretBox(openKeyring({ ...readEnv({ NODE_ENV: "test" }), masterKey }));
  world = await openTestWorld({ clock: systemClock, secrets });
  news = await openNews(world.databaseUrl, world.ctx.instanceId, silentLog);
  admin = { ...world.as("admin"), bus: news };
  dataDirs = await mkdtemp(join(tmpdir(), "docket-two-"));
  const baseUrl = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  const key = { provider: "llamaparse" as const, region: "byoc" as const, label: "shared", secret: "llx-shared-key" };
  keyId = (await addKey(admin, { ...key, baseUrl })).id;
  [one, two] = await Promise.all([start("one"), start("two")]);
  token = await newToken("shared");
}, 60_000);
afterAll(async () => {
  for (const instance of [one, two]) instance?.child.kill("SIGKILL");
  vendor.closeAllConnections();
  vendor.close();
  await news.close();
  await world.close();
  await rm(dataDirs, { recursive: true, force: true });
});

async function start(name: string): Promise<Instance> {
  const child = fork(program, [], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      PORT: "0",
      HOST: "127.0.0.1",
      DATABASE_URL: world.databaseUrl,
      DOCKET_DATA_DIR: join(dataDirs, name),
      DOCKET_MASTER_KEY: masterKey,
      DOCKET_SANDBOX: "off",
      DOCKET_LOG_LEVEL: "error",
      DOCKET_GATEWAY_PROCESSES: "0",
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message: { port: number }) => resolve(message.port));
    child.once("exit", (code) => reject(new Error(`Docket ended at its start (${code})`)));
  });
  return { child, origin: `http://127.0.0.1:${port}` };
}

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  req.resume();
  const send = (body: object) => res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (req.method === "POST") {
    jobsMade += 1;
    return void send({ id: `pjb-${jobsMade}`, status: "PENDING", project_id: "p" });
  }
  const id = /\/parse\/([^/?]+)/.exec(req.url ?? "")?.[1];
  if (id === "hangs") return;
  if (!id) return void send({});
  const seen = polls.get(id) ?? { asked: 0, asking: 0, together: 0 };
  polls.set(id, seen);
  seen.asked += 1;
  seen.asking += 1;
  seen.together = Math.max(seen.together, seen.asking);
  await new Promise((resolve) => setTimeout(resolve, 150));
  seen.asking -= 1;
  send({ job: { id, status: seen.asked >= pollsUntilDone ? "COMPLETED" : "RUNNING" } });
}

async function newToken(name: string, limits = {}): Promise<string> {
  const client = await createClient(admin, { name, limits });
  return (await createClientToken(admin, { clientId: client.id, label: "t" })).token;
}
const ask = ({ origin }: Instance, path = "/x", init: RequestInit = {}, as = token) =>
  fetch(`${origin}/gateway/llamaparse/byoc${path}`, {
    ...init,
    headers: { authorization: `Bearer ${as}`, "content-type": "application/json" },
  });
const create = (instance: Instance) => ask(instance, "/api/v2/parse", { method: "POST", body: "{}" });
const openJobs = async () =>
  (await world.ctx.db.sql.query<{ n: number }>("SELECT count(*)::int AS n FROM job WHERE ended_at IS NULL"))[0]?.n;

test("a change is known in both at once, long before any snapshot ages", async () => {
  for (const instance of [one, two]) await soon(async () => expect((await ask(instance)).status).toBe(200), 5_000);
  const disabled = await createClient(admin, { name: "to be shut out" });
  const { token: theirs } = await createClientToken(admin, { clientId: disabled.id, label: "t" });
  for (const instance of [one, two]) {
    await soon(async () => expect((await ask(instance, "/x", {}, theirs)).status).toBe(200), 5_000);
  }
  await changeClient(admin, { id: disabled.id, disabled: true });
  for (const instance of [one, two]) {
    await soon(async () => expect((await ask(instance, "/x", {}, theirs)).status).toBe(403), 5_000);
  }
  await changeKey(admin, { id: keyId, disabled: true });
  for (const instance of [one, two]) await soon(async () => expect((await ask(instance)).status).toBe(503), 5_000);
  await changeKey(admin, { id: keyId, disabled: false });
  for (const instance of [one, two]) await soon(async () => expect((await ask(instance)).status).toBe(200), 5_000);
}, 60_000);

test("each job is polled by one of them at a time, and as often as it stands in its own record", async () => {
  for (let n = 0; n < 30; n += 1) expect((await create(n % 2 === 0 ? one : two)).status).toBe(200);
  await soon(async () => expect(await openJobs()).toBe(0), 60_000);
  // Jobs that ended are asked once more for what they cost: one such poll may be under way just now.
  await soon(async () => {
    const rows = await world.ctx.db.sql.query<{ id: string; polls: number; state: string }>(
      "SELECT vendor_job_id AS id, poll_count AS polls, state FROM job",
    );
    expect(rows).toHaveLength(30);
    for (const { id, polls: counted, state } of rows) {
      expect(state).toBe("succeeded");
      expect(polls.get(id)).toMatchObject({ asking: 0, asked: counted });
    }
  }, 20_000);
  for (const { together } of polls.values()) expect(together).toBe(1);
}, 90_000);

test("a client's limit is shared between them", async () => {
  const limited = await newToken("limited", { requestsPerMinute: 20 });
  // A minute of their own clocks cannot be skipped: what each lets pass within it is counted.
  await soon(async () => {
    for (const instance of [one, two]) expect((await ask(instance, "/x", {}, limited)).status).toBe(200);
  }, 10_000);
  let passed = 0;
  for (let n = 0; n < 60; n += 1) {
    if ((await ask(n % 2 === 0 ? one : two, "/x", {}, limited)).status === 200) passed += 1;
  }
  expect(passed).toBeGreaterThanOrEqual(12);
  expect(passed).toBeLessThanOrEqual(18);
}, 60_000);

test("one dies in the middle of its work and the other carries on: jobs end, open calls become interrupted", async () => {
  pollsUntilDone = 8;
  for (let n = 0; n < 12; n += 1) expect((await create(n % 2 === 0 ? one : two)).status).toBe(200);
  await soon(async () => {
    const leased = await world.ctx.db.sql.query("SELECT 1 FROM job WHERE lease_owner IS NOT NULL");
    expect(leased.length).toBeGreaterThan(0);
  });
  const hung = ask(one, "/api/v2/parse/hangs").catch(() => "cut");
  const underWay = "SELECT 1 FROM call_intent WHERE path = '/api/v2/parse/hangs'";
  await soon(async () => expect(await world.ctx.db.sql.query(underWay)).toHaveLength(1));
  one.child.kill("SIGKILL");
  expect(await hung).toBe("cut");
  expect((await ask(two)).status).toBe(200);
  await soon(async () => expect(await openJobs()).toBe(0), 90_000);
  const outcome = "SELECT outcome FROM call WHERE path = '/api/v2/parse/hangs'";
  await soon(async () => expect(await world.ctx.db.sql.query(outcome)).toEqual([{ outcome: "interrupted" }]), 40_000);
  for (const { together } of polls.values()) expect(together).toBe(1);
}, 150_000);
