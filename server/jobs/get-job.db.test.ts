import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { getJob } from "./get-job.ts";
import { listJobs } from "./list-jobs.ts";
import { jobOf, newsOf } from "./news-for-tests.ts";
import { recordObservation } from "./record-observation.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, client CASCADE");
  world.clock.set(testStart);
});

const broken = { error: { code: null, message: "PDF_IS_BROKEN: The PDF could not be opened." } };
const create = (id: string, more: Parameters<typeof newsOf>[3] = {}) =>
  recordObservation(world.ctx, { ...newsOf(world, id, "queued", more), source: "gateway", creates: true });
const hear = (...[id, state, more]: [string, Parameters<typeof newsOf>[2], Parameters<typeof newsOf>[3]?]) =>
  recordObservation(world.ctx, newsOf(world, id, state, more));
const found = async (filters: object) =>
  (await listJobs(world.as("viewer"), filters)).items.map((job) => job.vendorJobId);

test("a job's page holds its timeline, its deciding poll and its usual duration, under either id", async () => {
  for (let n = 0; n < 5; n += 1) {
    await create(`usual-${n}`);
    world.clock.advance(10_000);
    await hear(`usual-${n}`, "succeeded");
  }
  await create("j1", { fact: { fileName: "a.pdf" } });
  world.clock.advance(3_000);
  await hear("j1", "failed", { fact: broken, detail: { method: "GET", path: "/p", body: "{}", latencyMs: 12 } });
  const job = await getJob(world.as("viewer"), { id: "j1" });
  expect(job).toMatchObject({
    state: "failed",
    error: { code: null, message: broken.error.message },
    timeline: [
      { source: "gateway", state: "queued" },
      { source: "poll", state: "failed", changed: true },
    ],
    exchanges: [{ label: "Deciding poll", method: "GET", path: "/p", latencyMs: 12, response: { body: "{}" } }],
    polling: { next: null, count: 1 },
    usualDurationMs: 10_000,
    can: { poll: true, cancel: false },
    failure: { entryId: "llamaparse/pdf-is-broken", family: "corrupt_file" },
  });
  expect(await getJob(world.as("viewer"), { id: job.id })).toEqual(job);
  for (const id of [randomUUID(), "unknown", "\u0000"]) {
    await expect(getJob(world.as("viewer"), { id })).rejects.toMatchObject({ code: "not_found" });
  }
});

test("of an endless timeline the newest part is shown, in order", async () => {
  await create("j1");
  const { id } = await jobOf(world, "j1");
  await world.ctx.db.sql.query(
    `INSERT INTO job_observation (job_id, at, last_at, source, state, changed, http_status)
     SELECT $1, $2::timestamptz + n * interval '1 s', $2::timestamptz + n * interval '1 s', 'poll', NULL, false, 400 + n
     FROM generate_series(1, 600) AS n`,
    [id, testStart],
  );
  const { timeline } = await getJob(world.as("viewer"), { id });
  expect(timeline).toHaveLength(500);
  expect([timeline[0]?.httpStatus, timeline.at(-1)?.httpStatus]).toEqual([501, 1_000]);
});

test("a run keeps the first parent it was told of, and the parent's page and filter list it", async () => {
  await create("batch");
  for (const id of ["run-1", "run-2"]) await create(id, { fact: { parentVendorJobId: "batch" } });
  await hear("run-1", "running");
  await hear("run-1", "running", { fact: { parentVendorJobId: "another" } });
  const batch = await getJob(world.as("viewer"), { id: "batch" });
  expect(batch.parent).toBeNull();
  expect(batch.children.total).toBe(2);
  expect(batch.children.items.map(({ vendorJobId }) => vendorJobId).toSorted()).toEqual(["run-1", "run-2"]);
  const run = await getJob(world.as("viewer"), { id: "run-1" });
  expect(run.parent).toEqual({ vendorJobId: "batch", id: batch.id });
  expect(run.children).toEqual({ total: 0, items: [] });
  world.clock.advance(48 * 3_600_000);
  expect((await found({ parent: "batch" })).toSorted()).toEqual(["run-1", "run-2"]);
  expect(await found({ parent: "another" })).toEqual([]);
});

test("a parent Docket never heard of is named without an id of ours", async () => {
  await create("run-1", { fact: { parentVendorJobId: "elsewhere" } });
  const { parent } = await getJob(world.as("viewer"), { id: "run-1" });
  expect(parent).toEqual({ vendorJobId: "elsewhere", id: null });
});
