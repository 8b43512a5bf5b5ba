import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context, Database } from "#server/platform/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { CallRecorder } from "./recorder.ts";
import { callRecord, intentRow } from "./rows-for-tests.ts";
import { Spool } from "./spool.ts";
import type { SpoolDisk } from "./spool-place.ts";

let world: TestWorld;
let folder: string;
beforeAll(async () => {
  world = await openTestWorld();
  folder = mkdtempSync(join(tmpdir(), "docket-recorder-"));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await world.ctx.db.sql.query("TRUNCATE call, call_body, call_intent, failure");
  world.logged.length = 0;
});

/** A recorder with a spool of its own. */
function openRecorder(ctx: Context, disk?: SpoolDisk): CallRecorder {
  const dir = mkdtempSync(join(folder, "spool-"));
  return new CallRecorder(ctx, new Spool({ dir, disk }, ctx.instanceId, ctx.log));
}

/** A disk on which nothing more fits. */
const fullDisk: SpoolDisk = {
  open: () => {
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  },
  write: () => 0,
  sync: (_fd, done) => done(null),
};

const count = async (table: string) => {
  const [row] = await world.ctx.db.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return row?.n;
};
const counts = async () => [
  await count("call"),
  await count("call_body"),
  await count("failure"),
  await count("call_intent"),
];
const lost = () => world.logged.filter((line) => line.message === "a call could not be written down");

/** The world with transactions that go through `around`. */
function through(around: (run: () => Promise<unknown>) => Promise<unknown>): Context {
  const db: Database = {
    ...world.ctx.db,
    sqlTransaction: (work) => around(() => world.ctx.db.sqlTransaction(work)) as never,
  };
  return { ...world.ctx, db };
}

test("what comes while a commit is under way goes into the next one, all of it", async () => {
  let commits = 0;
  const recorder = openRecorder(
    through((run) => {
      commits += 1;
      return run();
    }),
  );
  for (let n = 0; n < 1_200; n += 1) recorder.record(callRecord(world, {}, n % 10 === 0));
  expect(recorder.waiting).toBe(1_200);
  await recorder.drained();
  expect(recorder.waiting).toBe(0);
  expect(await counts()).toEqual([1_200, 1_200, 120, 0]);
  expect(commits).toBe(2);
});

test("an intent whose call ended before it was written is not written; one that was is cleared", async () => {
  const recorder = openRecorder(world.ctx);
  const quick = intentRow(world);
  recorder.intend(quick);
  recorder.record(callRecord(world, quick));
  const slow = intentRow(world);
  recorder.intend(slow);
  await recorder.drained();
  expect(await counts()).toEqual([1, 1, 0, 1]);
  recorder.record(callRecord(world, slow));
  await recorder.drained();
  expect(await counts()).toEqual([2, 2, 0, 0]);
});

test("records noted while draining are waited for as well", async () => {
  const recorder = openRecorder(world.ctx);
  recorder.record(callRecord(world));
  const drained = recorder.drained();
  recorder.record(callRecord(world));
  await drained;
  expect(await count("call")).toBe(2);
  await recorder.drained();
});

test.each([
  ["a number no column holds", { status: 3_000_000_000 }],
  ["a row too large for its index", { vendorRequestId: randomBytes(20_000).toString("base64") }],
  ["an id that is none", { jobId: "no uuid" }],
])("%s does not hold up the others: it is told in the log, once", async (_case, bad) => {
  const recorder = openRecorder(world.ctx);
  const intent = intentRow(world);
  recorder.intend(intent);
  for (let n = 0; n < 5; n += 1) recorder.record(callRecord(world));
  const spoiled = callRecord(world, bad);
  recorder.record(spoiled);
  for (let n = 0; n < 5; n += 1) recorder.record(callRecord(world, {}, true));
  await recorder.drained();
  expect(await counts()).toEqual([10, 10, 5, 1]);
  expect(lost()).toMatchObject([{ level: "error", fields: { call: { id: spoiled.call.id } } }]);
});

test("texts of the outside are written whatever characters they hold", async () => {
  const hostile = "a\u0000b\ud800c";
  const recorder = openRecorder(world.ctx);
  const record = callRecord(world, { path: hostile, userAgent: hostile, fileName: hostile }, true);
  for (const body of record.bodies) body.body = hostile;
  if (record.failure) Object.assign(record.failure, { message: hostile, evidence: { [hostile]: hostile } });
  recorder.intend(intentRow(world, { path: hostile }));
  recorder.record(record);
  await recorder.drained();
  expect(await counts()).toEqual([1, 1, 1, 1]);
  expect(await world.ctx.db.sql.query("SELECT path, file_name FROM call")).toEqual([
    { path: "a\ufffdb\ufffdc", file_name: "a\ufffdb\ufffdc" },
  ]);
});

test("a database that comes back finds everything waiting; one that answered too late finds it once", async () => {
  let failing = 2;
  const recorder = openRecorder(
    through(async (run) => {
      failing -= 1;
      if (failing === 1) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
      await run();
      // The commit went through, and its answer was lost on the way.
      if (failing === 0) throw new Error("Connection terminated unexpectedly");
    }),
  );
  recorder.intend(intentRow(world));
  for (let n = 0; n < 3; n += 1) recorder.record(callRecord(world, {}, true));
  await recorder.drained();
  expect(await counts()).toEqual([3, 3, 3, 1]);
  expect(lost()).toEqual([]);
  expect(world.logged).toHaveLength(1);
});

/** A call that left nothing else behind: of such only the line is held. */
const bare = (change: Parameters<typeof callRecord>[1] = {}) => ({ ...callRecord(world, change), bodies: [] });

test("calls that left nothing else are written whole, once, and one the database refuses holds up none", async () => {
  let failing = 1;
  const recorder = openRecorder(
    through(async (run) => {
      await run();
      failing -= 1;
      if (failing === 0) throw new Error("Connection terminated unexpectedly");
    }),
  );
  const whole = bare({
    query: "?a=\t",
    userAgent: "",
    attempts: 2,
    attemptLog: [{ status: 503, error: null, latencyMs: 1 }],
  });
  for (const record of [whole, bare(), bare()]) recorder.record(record);
  await recorder.drained();
  expect(await count("call")).toBe(3);
  const [row] = await world.ctx.db.sql.query("SELECT query, user_agent, attempt_log FROM call WHERE id = $1", [
    whole.call.id,
  ]);
  expect(row).toEqual({ query: "?a=\t", user_agent: "", attempt_log: whole.call.attemptLog });
  const [refused, good] = [bare({ status: 2 ** 40 }), bare()];
  for (const record of [refused, good, bare()]) recorder.record(record);
  await recorder.drained();
  expect(await count("call")).toBe(5);
  expect(lost()).toMatchObject([{ fields: { call: { id: refused.call.id } } }]);
});

test.each([
  ["what it left", (change = {}) => callRecord(world, change)],
  ["nothing else", bare],
])("a call with %s that is there already holds up none that comes with it, nor waits", async (_what, make) => {
  const there = make({ path: "/there\t\\N\u0000", bytesDown: 7 });
  const first = openRecorder(world.ctx);
  first.record(there);
  await first.drained();
  const second = openRecorder(world.ctx);
  second.record({ ...there, call: { ...there.call, bytesDown: 8 } });
  for (let n = 0; n < 3; n += 1) second.record(make());
  await second.drained();
  expect(await count("call")).toBe(4);
  const [row] = await world.ctx.db.sql.query("SELECT path, bytes_down FROM call WHERE id = $1", [there.call.id]);
  expect(row).toEqual({ path: "/there\t\\N\ufffd", bytes_down: 7 });
  expect(world.logged).toEqual([]);
});

test("while the disk is full, the bound is reached by rows or by their size, and nothing of it is lost", async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const blocked = through(async (run) => {
    await gate;
    return run();
  });
  const many = openRecorder(blocked, fullDisk);
  for (let n = 0; n < 19_999; n += 1) many.intend(intentRow(world));
  await new Promise(setImmediate);
  expect([many.full, many.waiting]).toEqual([false, 19_999]);
  many.intend(intentRow(world));
  expect(many.full).toBe(true);
  const large = openRecorder(blocked, fullDisk);
  const heavy = callRecord(world);
  for (const body of heavy.bodies) body.body = "x".repeat(1024 * 1024);
  for (let n = 0; n < 70; n += 1) large.record({ ...heavy, call: callRecord(world).call });
  expect([large.full, large.waiting]).toEqual([true, 70]);
  open();
  await Promise.all([many.drained(), large.drained()]);
  expect([many.full, large.full]).toEqual([false, false]);
  expect([await count("call_intent"), await count("call")]).toEqual([20_000, 70]);
});
