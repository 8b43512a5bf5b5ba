import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { rememberFiles } from "./file-store.ts";
import { creation, failuresOf, jobOf, newsOf, timelineOf } from "./news-for-tests.ts";
import { settleWindowMs } from "./poll-schedule.ts";
import { recordObservation } from "./record-observation.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, vendor_file, failure");
  world.clock.set(testStart);
});

const hear = (...news: Parameters<typeof newsOf> extends [unknown, ...infer Rest] ? Rest : never) =>
  recordObservation(world.ctx, newsOf(world, ...news));
const create = (id: string, fact = {}) => recordObservation(world.ctx, creation(world, id, fact));
const after = (ms: number) => world.clock.set(new Date(testStart.getTime() + ms));
const broken = { error: { code: null, message: "PDF_IS_BROKEN: The PDF could not be opened." } };

test("a job heard of for the first time is kept with whose it is, and is due for a poll", async () => {
  const news = { ...creation(world, "j1", { tier: "fast", fileName: "a.pdf" }), vendorScope: "project_id=p" };
  const recorded = await recordObservation(world.ctx, news);
  const job = await jobOf(world, "j1");
  expect(recorded).toEqual({ jobId: job.id, state: "queued", changed: false, isNew: true, failureId: null });
  expect(job).toMatchObject({
    state: "queued",
    vendorStatus: "PENDING",
    tier: "fast",
    fileName: "a.pdf",
    clientId: news.clientId,
    callId: news.callId,
    vendorScope: "project_id=p",
    createdAt: testStart,
    credits: { source: "unknown", credits: null },
  });
  expect(job.nextPollAt?.getTime()).toBeGreaterThan(testStart.getTime());
  expect(await timelineOf(world, "j1")).toEqual(["gateway queued!"]);
});

test("a life told in order leaves its stations on the timeline", async () => {
  await create("j1");
  for (const state of ["queued", "running", "running", "running", "succeeded"] as const) {
    world.clock.advance(2_000);
    await hear("j1", state, { fact: { pages: 3, tier: "fast" } });
  }
  expect(await timelineOf(world, "j1")).toEqual([
    "gateway queued!",
    "poll queued",
    "poll running ×3!",
    "poll succeeded!",
  ]);
  const job = await jobOf(world, "j1");
  expect(job).toMatchObject({
    state: "succeeded",
    runningAt: new Date(testStart.getTime() + 4_000),
    endedAt: new Date(testStart.getTime() + 10_000),
    credits: { source: "estimated", credits: 3 },
    pollCount: 5,
    failureId: null,
  });
  expect(await failuresOf(world, "j1")).toEqual([]);
});

test("the same news told twenty times at once gives one job, one failure and one change", async () => {
  const news = { ...creation(world, "j1", { state: "failed", vendorStatus: "FAILED", ...broken }) };
  const recorded = await Promise.all(Array.from({ length: 20 }, () => recordObservation(world.ctx, news)));
  expect(new Set(recorded.map((each) => each?.jobId)).size).toBe(1);
  expect(recorded.filter((each) => each?.isNew)).toHaveLength(1);
  expect(recorded.filter((each) => each?.changed)).toHaveLength(1);
  expect(await failuresOf(world, "j1")).toHaveLength(1);
  expect(await timelineOf(world, "j1")).toEqual(["gateway failed ×20!"]);
});

test("contradicting news from all sources at once ends in the state that says most, with its own failure", async () => {
  await create("j1");
  await Promise.all([
    hear("j1", "running"),
    hear("j1", "failed", { fact: broken }),
    hear("j1", "failed", { source: "webhook", dedupeKey: "e1", fact: broken }),
    hear("j1", "failed", { source: "webhook", dedupeKey: "e1", fact: broken }),
    hear("j1", "queued", { source: "gateway" }),
  ]);
  const [failure, ...more] = await failuresOf(world, "j1");
  expect(more).toEqual([]);
  expect(await jobOf(world, "j1")).toMatchObject({ state: "failed", failureId: failure?.id, nextPollAt: null });
  expect(failure).toMatchObject({ entry_id: "llamaparse/pdf-is-broken", code: "PDF_IS_BROKEN" });
});

test("late news of an earlier state is on the timeline and changes nothing else", async () => {
  await create("j1");
  await hear("j1", "cancelled");
  after(5_000);
  expect(await hear("j1", "running", { source: "webhook" })).toMatchObject({ state: "cancelled", changed: false });
  expect(await jobOf(world, "j1")).toMatchObject({
    state: "cancelled",
    vendorStatus: "CANCELLED",
    endedAt: testStart,
    runningAt: null,
  });
  expect(await timelineOf(world, "j1")).toEqual(["gateway queued!", "poll cancelled!", "webhook running"]);
});

test("an event with the same key is heard once, whatever it says the second time", async () => {
  await create("j1");
  await hear("j1", "running", { source: "webhook", dedupeKey: "e1" });
  const again = await hear("j1", "failed", { source: "webhook", dedupeKey: "e1", fact: broken });
  expect(again).toMatchObject({ changed: false, state: "running" });
  expect(await jobOf(world, "j1")).toMatchObject({ state: "running", failureId: null });
  expect(await failuresOf(world, "j1")).toEqual([]);
});

test("equal news is counted by source, so that callers who read often do not bury what the poller saw", async () => {
  await create("j1");
  await hear("j1", "running");
  for (let n = 0; n < 10; n += 1) {
    world.clock.advance(1_000);
    await hear("j1", "running", { source: "gateway", adopt: false });
    await hear("j1", "running");
  }
  expect(await timelineOf(world, "j1")).toEqual(["gateway queued!", "poll running ×11!", "gateway running ×10"]);
  const [{ at, last_at } = { at: null, last_at: null }] = await world.ctx.db.sql.query<{ at: Date; last_at: Date }>(
    "SELECT at, last_at FROM job_observation WHERE count = 11",
  );
  expect([at, last_at]).toEqual([testStart, world.clock.now()]);
});

test("what is said after a change is not counted onto what was said before it", async () => {
  await create("j1");
  await hear("j1", "running");
  await hear("j1", "running");
  await hear("j1", "cancelled", { source: "operator" });
  await hear("j1", "running");
  expect(await timelineOf(world, "j1")).toEqual([
    "gateway queued!",
    "poll running ×2!",
    "operator cancelled!",
    "poll running",
  ]);
});

test("a list does not take up a job nobody knows, a read does", async () => {
  expect(await hear("j1", "running", { source: "gateway", adopt: false })).toBeNull();
  expect(await hear("j1", "running", { source: "gateway" })).toMatchObject({ isNew: true, state: "running" });
});

test("a job taken up by a read is nobody's until its creating call is told, late", async () => {
  const read = { source: "gateway", callId: randomUUID(), vendorScope: "project_id=p" } as const;
  await hear("j1", "running", read);
  expect(await jobOf(world, "j1")).toMatchObject({ callId: null, clientId: null, vendorScope: "project_id=p" });
  const late = creation(world, "j1", { tier: "fast", fileName: "a.pdf" });
  await recordObservation(world.ctx, late);
  expect(await jobOf(world, "j1")).toMatchObject({
    state: "running",
    callId: late.callId,
    clientId: late.clientId,
    tier: "fast",
    fileName: "a.pdf",
  });
});

test("a second create that answers with the same job does not take it from the first", async () => {
  const first = creation(world, "j1");
  await recordObservation(world.ctx, first);
  await recordObservation(world.ctx, creation(world, "j1"));
  expect(await jobOf(world, "j1")).toMatchObject({ callId: first.callId, clientId: first.clientId });
});

test("a job is named after the file it works on, or after the job whose result it works on", async () => {
  const place = { provider: "llamaparse", region: "sandbox", clientId: null, at: testStart };
  await rememberFiles(world.ctx.db.sql, [
    { ...place, fileId: "dfl-1", name: "invoice.pdf", bytes: 4_096, digest: null },
  ]);
  await create("pjb-1", { fileId: "dfl-1" });
  await create("ext-1", { fileId: "pjb-1" });
  await create("ext-2", { fileId: "unknown" });
  const names = await Promise.all(["pjb-1", "ext-1", "ext-2"].map((id) => jobOf(world, id)));
  expect(names.map((job) => job.fileName)).toEqual(["invoice.pdf", "invoice.pdf", null]);
  expect(names.map((job) => job.documentBytes)).toEqual([4_096, 4_096, null]);
});

test("a job with failed pages has a failure although it succeeded", async () => {
  await create("j1");
  await hear("j1", "succeeded");
  expect((await jobOf(world, "j1")).failureId).toBeNull();
  await hear("j1", "partial", { fact: { error: { code: null, message: "Page 2 was not processed." } } });
  const [failure, ...more] = await failuresOf(world, "j1");
  expect(more).toEqual([]);
  expect(await jobOf(world, "j1")).toMatchObject({ state: "partial", failureId: failure?.id });
  expect(failure).toMatchObject({ family: "partial_result" });
});

test("a job the vendor no longer knows is lost, until true news corrects it", async () => {
  await create("j1");
  after(60_000);
  await hear("j1", "lost", { httpStatus: 404, fact: { vendorStatus: null } });
  expect(await jobOf(world, "j1")).toMatchObject({ state: "lost", vendorStatus: "PENDING", nextPollAt: null });
  expect(await failuresOf(world, "j1")).toMatchObject([{ entry_id: "docket/job-lost" }]);
  after(90_000);
  await hear("j1", "succeeded", { source: "gateway" });
  expect(await jobOf(world, "j1")).toMatchObject({ state: "succeeded", failureId: null });
});

test("a bill that settles later is followed, shown when it comes, and then left alone", async () => {
  await create("j1");
  await hear("j1", "succeeded", { fact: { pages: 2, tier: "fast" } });
  expect(await jobOf(world, "j1")).toMatchObject({
    credits: { source: "estimated", credits: 2 },
    settleUntil: new Date(testStart.getTime() + settleWindowMs),
  });
  after(5_000);
  await hear("j1", "succeeded");
  after(9_000);
  await hear("j1", "succeeded", {
    fact: { credits: { source: "reported", credits: 2.5, breakdown: { parse_credits: 2.5 }, rule: null } },
  });
  expect(await jobOf(world, "j1")).toMatchObject({
    credits: { source: "reported", credits: 2.5, breakdown: { parse_credits: 2.5 } },
    nextPollAt: null,
    settleUntil: null,
  });
  // The report is evidence of its own: it is not counted onto the poll that saw the end.
  expect(await timelineOf(world, "j1")).toEqual(["gateway queued!", "poll succeeded ×2!", "poll succeeded"]);
});

test("names and texts of any length and content are kept as far as they fit, and never cost us the job", async () => {
  // Random, because Postgres packs what repeats itself before it measures it.
  const endless = `a\u0000b\ud800${randomBytes(20_000).toString("hex")}.pdf`;
  await create("j1", { fileName: endless, tier: endless, fileId: endless, vendorStatus: endless });
  await hear("j1", "failed", { fact: { error: { code: endless, message: endless } }, detail: { body: endless } });
  const job = await jobOf(world, "j1");
  expect(job).toMatchObject({ state: "failed", fileName: expect.stringMatching(/^a\ufffdb\ufffd[0-9a-f]+$/) });
  expect(job.fileName?.length).toBeLessThanOrEqual(500);
  expect(await failuresOf(world, "j1")).toHaveLength(1);
  await rememberFiles(world.ctx.db.sql, [
    {
      provider: "llamaparse",
      region: "sandbox",
      fileId: "dfl-1",
      name: endless,
      bytes: null,
      digest: null,
      clientId: null,
      at: testStart,
    },
  ]);
});

test("secrets in a vendor's words stay out of the job and its failure", async () => {
  const key = "llx-AbC123dEf456GhI789jKl012";
  await create("j1");
  await hear("j1", "failed", { fact: { error: { code: null, message: `Invalid API key ${key} for this project` } } });
  const dump = JSON.stringify([await jobOf(world, "j1"), await world.ctx.db.sql.query("SELECT * FROM failure")]);
  expect(dump).toContain("Invalid API key");
  expect(dump).not.toContain(key);
});

test("a run that another made is its client’s, though somebody else’s read was the first to tell of it", async () => {
  await create("parent");
  const fact = { parentVendorJobId: "parent" };
  await hear("child", "running", { source: "gateway", clientId: null, fact });
  await hear("orphan", "running", { source: "gateway", clientId: null, fact: { parentVendorJobId: "nobody's" } });
  const { clientId } = await jobOf(world, "parent");
  expect(clientId).not.toBeNull();
  expect((await jobOf(world, "child")).clientId).toBe(clientId);
  expect((await jobOf(world, "orphan")).clientId).toBeNull();
});
