import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { callLine } from "./call-line.ts";
import { listCalls } from "./list-calls.ts";
import { callRecord, intentRow } from "./rows-for-tests.ts";
import {
  beat,
  copyCalls,
  ensurePartitions,
  farewell,
  insertBodies,
  insertCalls,
  insertIntents,
  interruptOrphans,
} from "./store.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.ctx.db.sql.query("TRUNCATE call, call_body, call_intent, instance, client CASCADE");
  world.clock.set(testStart);
});

const sql = () => world.ctx.db.sql;
const instance = (id: string = randomUUID()) => ({ id, host: "h", pid: 1, startedAt: testStart, role: "all" });
const partitionOf = (table: string, column: string) =>
  sql().query<{ part: string; n: number }>(
    `SELECT tableoid::regclass::text AS part, count(*)::int AS n FROM ${table} GROUP BY 1 ORDER BY min(${column})`,
  );

test("facts are written once: no call and no failure can be changed", async () => {
  await insertCalls(sql(), [callRecord(world).call]);
  await expect(sql().query("UPDATE call SET status = 200")).rejects.toMatchObject({ code: "23001" });
  await expect(sql().query("UPDATE failure SET code = 'x'")).resolves.toEqual([]);
  await sql().query(
    `INSERT INTO failure (id, at, provider, region, surface, match, family, rule, billed)
     VALUES ($1, $2, 'p', 'r', 'http', 'none', 'unclassified', 'unmatched', 'unknown')`,
    [randomUUID(), testStart],
  );
  await expect(sql().query("UPDATE failure SET code = 'x'")).rejects.toThrow(/append-only/);
});

test("a call that is copied is the same row as one that is inserted, column by column", async () => {
  const attemptLog = [{ status: 503, error: null, latencyMs: 1.5 }];
  const texts = { path: "/a\\b\tc\nd\re 😀", query: "", userAgent: "\\N", fileName: "ü.pdf", errorCode: "x" };
  const ids = { clientId: randomUUID(), providerKeyId: randomUUID(), jobId: randomUUID(), failureId: randomUUID() };
  const vendor = { vendorRequestId: "req", vendorJobId: "job", requestType: "text/plain" };
  const full = callRecord(world, { ...texts, ...ids, ...vendor, attemptLog, attempts: 2, bytesUp: 2 ** 40 }).call;
  const bare = callRecord(world, { status: null, latencyMs: null, operation: null, product: null }).call;
  const twin = (call: typeof full) => ({ ...call, id: randomUUID() });
  await world.ctx.db.sqlTransaction((plain) => copyCalls(plain, [full, bare].map(callLine)));
  await insertCalls(sql(), [twin(full), twin(bare)]);
  const rows = await sql().query<{ row: object; n: number }>(
    "SELECT to_jsonb(call) - 'id' AS row, count(*)::int AS n FROM call GROUP BY 1",
  );
  expect(rows.map(({ n }) => n)).toEqual([2, 2]);
  expect(rows.map(({ row }) => row)).toContainEqual(
    expect.objectContaining({ path: texts.path, query: "", user_agent: "\\N", attempt_log: [expect.anything()] }),
  );
  await expect(world.ctx.db.sqlTransaction((plain) => copyCalls(plain, [callLine(full)]))).rejects.toMatchObject({
    code: "23505",
  });
});

test("calls lie in the partition of their ISO week, and one of a far week in the default", async () => {
  await ensurePartitions(sql(), testStart);
  const starts = [
    "2026-11-15T23:59:59.999Z",
    "2026-11-16T00:00:00.000Z",
    "2026-11-22T23:59:59.999Z",
    "2026-11-23T00:00:00.000Z",
    "2031-01-01T00:00:00Z",
  ];
  const records = starts.map((at) => callRecord(world, { startedAt: new Date(at), endedAt: new Date(at) }));
  await insertCalls(
    sql(),
    records.map(({ call }) => call),
  );
  await insertBodies(
    sql(),
    records.flatMap((record) => record.bodies),
  );
  expect(await partitionOf("call", "started_at")).toEqual([
    { part: "call_2026w46", n: 1 },
    { part: "call_2026w47", n: 2 },
    { part: "call_2026w48", n: 1 },
    { part: "call_default", n: 1 },
  ]);
  expect((await partitionOf("call_body", "at")).map(({ n }) => n)).toEqual([1, 2, 1, 1]);
});

test("partitions are made once, by however many processes at once, and over a year's end", async () => {
  const at = new Date("2026-12-20T00:00:00Z");
  await Promise.all(Array.from({ length: 4 }, () => ensurePartitions(sql(), at)));
  const parts = await sql().query<{ name: string }>(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'call'::regclass ORDER BY 1",
  );
  const names = parts.map(({ name }) => name);
  for (const week of ["2026w51", "2026w52", "2026w53", "2027w01", "2027w02"]) expect(names).toContain(`call_${week}`);
  expect(new Set(names).size).toBe(names.length);
});

test("a week whose calls already lie in the default partition stays there, and nothing breaks", async () => {
  const at = new Date("2040-05-01T00:00:00Z");
  await insertCalls(sql(), [callRecord(world, { startedAt: at }).call]);
  await ensurePartitions(sql(), at);
  expect(await partitionOf("call", "started_at")).toEqual([{ part: "call_default", n: 1 }]);
});

test("what a process that is gone left under way becomes interrupted, what living ones carry does not", async () => {
  const [me, alive, silent, gone] = [world.ctx.instanceId, randomUUID(), randomUUID(), randomUUID()];
  const now = new Date(testStart.getTime() + 60_000);
  const deadBefore = new Date(now.getTime() - 15_000);
  await beat(sql(), instance(alive), new Date(now.getTime() - 14_000));
  await beat(sql(), instance(silent), new Date(now.getTime() - 16_000));
  // Our own heartbeat may be late too: after an outage it is us who are behind, not gone.
  await beat(sql(), instance(me), new Date(now.getTime() - 50_000));
  const intents = [me, alive, silent, gone].map((instanceId) => intentRow(world, { instanceId }));
  await insertIntents(sql(), intents);
  expect(await interruptOrphans(sql(), { self: me, deadBefore, now })).toBe(2);
  expect(await interruptOrphans(sql(), { self: me, deadBefore, now })).toBe(0);
  const calls = (await listCalls(world.as("viewer"), { from: testStart.toISOString(), to: now.toISOString() })).items;
  expect(calls.map((call) => call.id).sort()).toEqual(
    intents
      .slice(2)
      .map((intent) => intent.id)
      .sort(),
  );
  for (const call of calls)
    expect(call).toMatchObject({ outcome: "interrupted", errorCode: "interrupted", status: null });
  expect((await sql().query<{ id: string }>("SELECT id FROM call_intent")).map(({ id }) => id).sort()).toEqual(
    intents
      .slice(0, 2)
      .map((intent) => intent.id)
      .sort(),
  );
});

test("two processes taking over at once interrupt each call once", async () => {
  await insertIntents(
    sql(),
    Array.from({ length: 50 }, () => intentRow(world, { instanceId: randomUUID() })),
  );
  const sweep = () => interruptOrphans(sql(), { self: randomUUID(), deadBefore: testStart, now: testStart });
  const counts = await Promise.all([sweep(), sweep(), sweep()]);
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(50);
});

test("a process that says farewell is gone at once; a heartbeat keeps its start", async () => {
  const me = instance();
  await beat(sql(), me, testStart);
  await beat(sql(), { ...me, startedAt: new Date() }, new Date(testStart.getTime() + 1_000));
  expect(await sql().query("SELECT started_at, last_seen_at FROM instance")).toEqual([
    { started_at: testStart, last_seen_at: new Date(testStart.getTime() + 1_000) },
  ]);
  await farewell(sql(), me.id);
  expect(await sql().query("SELECT * FROM instance")).toEqual([]);
});

test("pages of calls join without a gap or a double while calls keep coming", async () => {
  const calls = Array.from({ length: 23 }, (_, n) =>
    callRecord(world, { startedAt: new Date(testStart.getTime() + Math.floor(n / 4)) }),
  );
  await insertCalls(
    sql(),
    calls.map(({ call }) => call),
  );
  world.clock.advance(60_000);
  const read: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await listCalls(world.as("viewer"), { limit: 5, cursor });
    read.push(...items.map((call) => call.id));
    if (next === null) break;
    cursor = next;
    await insertCalls(sql(), [callRecord(world).call]);
  }
  expect(read.toSorted()).toEqual(calls.map(({ call }) => call.id).sort());
});

test("calls are narrowed by place, client, outcome, status, job and whatever names them", async () => {
  const client = randomUUID();
  await world.ctx.db.prisma.client.create({ data: { id: client, name: "Invoices" } });
  const jobId = randomUUID();
  const [plain, named, failed] = [
    callRecord(world, { region: "na" }).call,
    callRecord(world, { clientId: client, jobId, vendorJobId: "pjb-7", fileName: "a.pdf", vendorRequestId: "req-1" })
      .call,
    callRecord(world, { outcome: "upstream_failed", status: null, errorCode: "ECONNRESET", product: null }).call,
  ];
  await insertCalls(sql(), [plain, named, failed]);
  await sql().query(
    `INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, state, created_at, last_seen_at)
     VALUES ($1, 'llamaparse', 'sandbox', 'parse', 'v', 'pjb-7', 'queued', $2, $2)`,
    [jobId, world.clock.now()],
  );
  world.clock.advance(1);
  const found = async (filters: object) => (await listCalls(world.as("viewer"), filters)).items.map((call) => call.id);
  expect(await found({ region: "na" })).toEqual([plain.id]);
  expect(await found({ client })).toEqual([named.id]);
  expect(await found({ outcome: "upstream_failed" })).toEqual([failed.id]);
  expect((await found({ status: 200 })).sort()).toEqual([plain.id, named.id].sort());
  for (const filters of [{ job: jobId }, { q: "pjb-7" }, { q: "a.pdf" }, { q: "req-1" }, { q: named.id }]) {
    expect(await found(filters)).toEqual([named.id]);
  }
  expect(await found({ q: "\u0000" })).toEqual([]);
  expect((await listCalls(world.as("viewer"), { client })).items[0]).toMatchObject({
    client: { id: client, name: "Invoices" },
    bytesDown: 2,
    gatewayMs: 0.4,
  });
});
