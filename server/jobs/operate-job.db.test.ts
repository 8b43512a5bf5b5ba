import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { getFailure } from "./get-failure.ts";
import { creation, failuresOf, jobOf, newsOf, timelineOf } from "./news-for-tests.ts";
import { cancelJob, pollNow } from "./operate-job.ts";
import { recordObservation } from "./record-observation.ts";
import { addVendorKey, saying, startVendor, type TestVendor } from "./vendor-for-tests.ts";

let world: TestWorld;
let vendor: TestVendor;
beforeAll(async () => {
  [world, vendor] = await Promise.all([openTestWorld(), startVendor()]);
});
afterAll(async () => {
  await vendor.close();
  await world.close();
});
beforeEach(async () => {
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, provider_key, audit");
  vendor.asked.length = 0;
  world.clock.set(testStart);
  const providerKeyId = await addVendorKey(world, vendor.url, "llx-secret-0123456789");
  await recordObservation(world.ctx, { ...creation(world, "j1"), region: "byoc", providerKeyId });
});

const audit = () => world.ctx.db.prisma.auditRow.findMany();

test("an operator asks the vendor now, and it is on the timeline and in the audit log", async () => {
  vendor.answer = saying(200, { job: { id: "j1", status: "RUNNING" } });
  const job = await jobOf(world, "j1");
  expect(await pollNow(world.as("operator"), { id: "j1" })).toEqual({
    id: job.id,
    state: "running",
    vendorStatus: "RUNNING",
  });
  expect(await timelineOf(world, "j1")).toEqual(["gateway queued!", "operator running!"]);
  expect(await audit()).toMatchObject([
    { action: "jobs.poll", target: `job:${job.id}`, actorId: "the-operator", detail: { state: "running" } },
  ]);
});

test("a bad answer to an operator leaves an ended job ended, and unasked", async () => {
  await recordObservation(world.ctx, { ...newsOf(world, "j1", "cancelled"), region: "byoc" });
  vendor.answer = saying(500, "Internal Server Error");
  expect(await pollNow(world.as("operator"), { id: "j1" })).toMatchObject({ state: "cancelled" });
  expect(await jobOf(world, "j1")).toMatchObject({ nextPollAt: null });
});

test("a cancel reaches the vendor, and its answer the job", async () => {
  vendor.answer = saying(200, { id: "j1", status: "CANCELLED" });
  expect(await cancelJob(world.as("operator"), { id: "j1" })).toMatchObject({ state: "cancelled" });
  expect(vendor.asked).toMatchObject([{ method: "POST", path: "/api/v2/parse/j1/cancel" }]);
  expect(await timelineOf(world, "j1")).toEqual(["gateway queued!", "operator cancelled!"]);
  expect(await audit()).toMatchObject([{ action: "jobs.cancel", detail: { state: "cancelled" } }]);
});

test("a cancel whose answer names no job is looked into soon", async () => {
  vendor.answer = saying(200, {});
  world.clock.advance(60_000);
  await world.ctx.db.sql.query("UPDATE job SET next_poll_at = $1", [new Date(testStart.getTime() + 600_000)]);
  expect(await cancelJob(world.as("operator"), { id: "j1" })).toMatchObject({ state: "queued" });
  expect((await jobOf(world, "j1")).nextPollAt).toEqual(world.clock.now());
});

test.each([
  ["the vendor refuses", saying(400, { detail: "no" }), "conflict", /refused the cancel with 400/],
  [
    "the vendor cuts the line",
    ((req) => req.socket.destroy()) as TestVendor["answer"],
    "vendor_unreachable",
    /UND_ERR_SOCKET/,
  ],
])("when %s the operator is told and the job goes on", async (_case, answer, code, message) => {
  vendor.answer = answer;
  const refused = cancelJob(world.as("operator"), { id: "j1" });
  await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  expect(await jobOf(world, "j1")).toMatchObject({ state: "queued" });
});

test("what has ended, has no cancel, has no key or is unknown is not sent to the vendor", async () => {
  const cancel = (id: string) => cancelJob(world.as("operator"), { id });
  await recordObservation(world.ctx, { ...creation(world, "v1", { vocabulary: "parse_v1" }), region: "byoc" });
  await recordObservation(world.ctx, { ...creation(world, "eu"), region: "eu" });
  await expect(cancel("v1")).rejects.toMatchObject({ code: "conflict", message: /no way to cancel/ });
  await expect(cancel("eu")).rejects.toMatchObject({ code: "conflict", message: /provider key/ });
  await expect(cancel(randomUUID())).rejects.toMatchObject({ code: "not_found" });
  await recordObservation(world.ctx, { ...newsOf(world, "j1", "succeeded"), region: "byoc" });
  await expect(cancel("j1")).rejects.toMatchObject({ code: "conflict", message: /ended/ });
  expect(vendor.asked).toEqual([]);
});

test("a viewer lacks permission to poll or cancel", async () => {
  for (const operation of [pollNow, cancelJob]) {
    await expect(operation(world.as("viewer"), { id: "j1" })).rejects.toMatchObject({ code: "forbidden" });
  }
  expect([vendor.asked, await audit()]).toEqual([[], []]);
});

test("a failure found by a poll shows the poll's answer and says why", async () => {
  vendor.answer = saying(200, {
    job: { id: "j1", status: "FAILED", error_message: "PDF_IS_BROKEN: cannot be opened." },
  });
  await pollNow(world.as("operator"), { id: "j1" });
  const [{ id } = { id: "" }] = await failuresOf(world, "j1");
  const failure = await getFailure(world.as("viewer"), { id });
  expect(failure).toMatchObject({
    entryId: "llamaparse/pdf-is-broken",
    exchange: { label: "Deciding poll", status: 200, response: { body: expect.stringContaining("PDF_IS_BROKEN") } },
  });
  expect(failure.reasons.length).toBeGreaterThan(0);
  await expect(getFailure(world.as("viewer"), { id: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
});
