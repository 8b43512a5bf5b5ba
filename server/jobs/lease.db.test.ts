import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { creation } from "./news-for-tests.ts";
import { endOrphanedLeases, leaseDueJobs } from "./poll-store.ts";
import { recordObservation } from "./record-observation.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(() => world.ctx.db.sql.query("TRUNCATE job, job_observation"));

const leaseMs = 45_000;
const later = (ms: number) => new Date(testStart.getTime() + ms);
const lease = async (owner: string, now: Date, limit = 100, full: string[] = []) =>
  (await leaseDueJobs(world.ctx.db.sql, { owner, now, leaseMs, limit, full })).map((job) => job.vendorJobId);

async function fill(count: number, region: "sandbox" | "eu" = "sandbox"): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `${region}-${n}`);
  for (const id of ids) await recordObservation(world.ctx, { ...creation(world, id), region });
  return ids;
}

test("jobs that are not due stay where they are", async () => {
  await fill(2);
  expect(await lease(randomUUID(), testStart)).toEqual([]);
  expect(await lease(randomUUID(), later(10_000))).toHaveLength(2);
});

test("many pollers at once share the work: none is taken twice, none is forgotten", async () => {
  const ids = await fill(60);
  const taken = (await Promise.all(Array.from({ length: 10 }, () => lease(randomUUID(), later(10_000), 9)))).flat();
  expect(new Set(taken).size).toBe(taken.length);
  const rest = await lease(randomUUID(), later(10_000));
  expect([...taken, ...rest].sort()).toEqual(ids.sort());
});

test("no more are taken than asked for, the longest due first", async () => {
  await fill(5);
  await world.ctx.db.sql.query("UPDATE job SET next_poll_at = $1 WHERE vendor_job_id = 'sandbox-3'", [later(-60_000)]);
  expect(await lease(randomUUID(), later(10_000), 1)).toEqual(["sandbox-3"]);
});

test("a lease that ran out is taken again, one that has not is respected", async () => {
  await fill(1);
  const now = later(10_000);
  expect(await lease(randomUUID(), now)).toHaveLength(1);
  expect(await lease(randomUUID(), new Date(now.getTime() + leaseMs))).toEqual([]);
  expect(await lease(randomUUID(), new Date(now.getTime() + leaseMs + 1))).toHaveLength(1);
});

test("a place that has enough under way is passed over, and others get their turn", async () => {
  await fill(3);
  await fill(2, "eu");
  expect((await lease(randomUUID(), later(10_000), 100, ["llamaparse/sandbox"])).sort()).toEqual(["eu-0", "eu-1"]);
});

test("a lease of a process that is gone ends at once; the living keep theirs, whoever asks keeps its own", async () => {
  await fill(3);
  const now = later(10_000);
  const [gone, alive, self] = [randomUUID(), randomUUID(), randomUUID()];
  for (const owner of [gone, alive, self]) await lease(owner, now, 1);
  await world.ctx.db.sql.query(
    "INSERT INTO instance (id, host, pid, started_at, last_seen_at) VALUES ($1, 'h', 1, $2, $2), ($3, 'h', 2, $2, $4)",
    [alive, now, gone, later(-60_000)],
  );
  expect(await endOrphanedLeases(world.ctx.db.sql, { self, deadBefore: later(0) })).toBe(1);
  expect(await lease(randomUUID(), now)).toHaveLength(1);
});
