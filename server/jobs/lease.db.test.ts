import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { findDueLanes, leaseDueJobs } from "./lane-store.ts";
import { creation } from "./news-for-tests.ts";
import { endOrphanedLeases } from "./poll-store.ts";
import { recordObservation } from "./record-observation.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(() => world.ctx.db.sql.query("TRUNCATE job, job_observation"));

const leaseMs = 45_000;
const later = (ms: number) => new Date(testStart.getTime() + ms);
const sandbox = "llamaparse/sandbox/";
const lease = async (owner: string, now: Date, polls = 100, bills = 0, name = sandbox) =>
  (await leaseDueJobs(world.ctx.db.sql, { owner, now, leaseMs, shares: [{ name, polls, bills }] })).map(
    (job) => job.vendorJobId,
  );

async function fill(count: number, region: "sandbox" | "eu" = "sandbox", providerKeyId: string | null = null) {
  const ids = Array.from({ length: count }, (_, n) => `${region}-${providerKeyId ?? ""}${n}`);
  for (const id of ids) await recordObservation(world.ctx, { ...creation(world, id), region, providerKeyId });
  return ids;
}

const dueAt = (id: string, at: Date) =>
  world.ctx.db.sql.query("UPDATE job SET next_poll_at = $2 WHERE vendor_job_id = $1", [id, at]);
const endedAt = (ids: readonly string[], at: Date) =>
  world.ctx.db.sql.query("UPDATE job SET ended_at = $2, state = 'succeeded' WHERE vendor_job_id = ANY($1)", [ids, at]);

test("jobs that are not due stay where they are", async () => {
  await fill(2);
  expect(await findDueLanes(world.ctx.db.sql, testStart)).toEqual([]);
  expect(await lease(randomUUID(), testStart)).toEqual([]);
  expect(await lease(randomUUID(), later(10_000))).toHaveLength(2);
});

test("each key of a place is a lane of its own, and the one that waits longest comes first", async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  await fill(3);
  await fill(2, "eu", a);
  await fill(1, "eu", b);
  await fill(1, "eu");
  await dueAt(`eu-${a}1`, later(-60_000));
  await endedAt([`eu-${b}0`], testStart);
  await dueAt(`eu-${b}0`, later(-30_000));
  const lanes = await findDueLanes(world.ctx.db.sql, later(10_000));
  expect(lanes.slice(0, 2)).toEqual([
    { name: `llamaparse/eu/${a}`, provider: "llamaparse", region: "eu", providerKeyId: a, dueAt: later(-60_000) },
    { name: `llamaparse/eu/${b}`, provider: "llamaparse", region: "eu", providerKeyId: b, dueAt: later(-30_000) },
  ]);
  expect(
    lanes
      .slice(2)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["llamaparse/eu/", sandbox]);
});

test("many pollers at once share the work: none is taken twice, none is forgotten", async () => {
  const ids = await fill(60);
  const taken = (await Promise.all(Array.from({ length: 10 }, () => lease(randomUUID(), later(10_000), 9)))).flat();
  expect(new Set(taken).size).toBe(taken.length);
  const rest = await lease(randomUUID(), later(10_000));
  expect([...taken, ...rest].sort()).toEqual(ids.sort());
});

test("no more are taken of a lane than its share, the longest due first", async () => {
  await fill(5);
  await fill(5, "eu");
  await dueAt("sandbox-3", later(-60_000));
  expect(await lease(randomUUID(), later(10_000), 1)).toEqual(["sandbox-3"]);
});

test("a job that lives goes before a bill that is longer overdue, but for the part set apart for bills", async () => {
  const ids = await fill(12);
  const bills = ids.slice(0, 6);
  await endedAt(bills, testStart);
  for (const id of bills) await dueAt(id, later(-60_000));
  const countBills = (taken: readonly string[]) => taken.filter((id) => bills.includes(id)).length;
  const first = await lease(randomUUID(), later(10_000), 4, 1);
  expect([first.length, countBills(first)]).toEqual([4, 1]);
  const second = await lease(randomUUID(), later(10_000), 4, 0);
  expect([second.length, countBills(second)]).toEqual([4, 1]);
  expect(countBills(await lease(randomUUID(), later(10_000), 4, 1))).toBe(4);
});

test("a lease that ran out is taken again, one that has not is respected", async () => {
  await fill(1);
  const now = later(10_000);
  expect(await lease(randomUUID(), now)).toHaveLength(1);
  expect(await lease(randomUUID(), new Date(now.getTime() + leaseMs))).toEqual([]);
  expect(await lease(randomUUID(), new Date(now.getTime() + leaseMs + 1))).toHaveLength(1);
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
