import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { leaseDueJobs } from "./lane-store.ts";
import { creation } from "./news-for-tests.ts";
import { makePollBacklog } from "./poll-backlog.ts";
import { recordObservation } from "./record-observation.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

test("what is due and waits is told by place and by what is awaited, and as none when it waits no more", async () => {
  const { sql } = world.ctx.db;
  for (const id of ["a", "b", "c", "d", "later"]) await recordObservation(world.ctx, creation(world, id));
  const due = (id: string, seconds: number) =>
    sql.query("UPDATE job SET next_poll_at = $2 WHERE vendor_job_id = $1", [
      id,
      new Date(testStart.getTime() - seconds * 1_000),
    ]);
  for (const [id, seconds] of [
    ["a", 5],
    ["b", 90],
    ["c", 30],
    ["d", 200],
  ] as const)
    await due(id, seconds);
  await sql.query("UPDATE job SET state = 'succeeded', ended_at = $1 WHERE vendor_job_id = 'c'", [testStart]);
  const shares = [{ name: "llamaparse/sandbox/", polls: 1, bills: 0 }];
  const lease = () => leaseDueJobs(sql, { owner: randomUUID(), now: testStart, leaseMs: 60_000, shares });
  // The longest due is being asked about: it waits no more.
  await lease();
  const backlog = makePollBacklog(world.ctx);
  await backlog.round();
  const told = async () =>
    (await backlog.metrics.getMetricsAsJSON()).map(({ values }) =>
      Object.fromEntries(values.map(({ labels, value }) => [labels.awaits, value])),
    );
  expect(await told()).toEqual([
    { end: 2, bill: 1 },
    { end: 90, bill: 30 },
  ]);
  for (let n = 0; n < 3; n += 1) await lease();
  await backlog.round();
  expect(await told()).toEqual([
    { end: 0, bill: 0 },
    { end: 0, bill: 0 },
  ]);
});
