import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { makeTargets } from "#server/vault/index.ts";
import { creation, failuresOf, jobOf, newsOf, timelineOf } from "./news-for-tests.ts";
import { pollJob } from "./poll-job.ts";
import { settleWindowMs } from "./poll-schedule.ts";
import { recordObservation } from "./record-observation.ts";
import { addVendorKey, saying, startVendor, type TestVendor } from "./vendor-for-tests.ts";

const secret = "unrecognisable!key-0123456789";
let world: TestWorld;
let vendor: TestVendor;
let keyId: string;
beforeAll(async () => {
  [world, vendor] = await Promise.all([openTestWorld(), startVendor()]);
});
afterAll(async () => {
  await vendor.close();
  await world.close();
});
beforeEach(async () => {
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, provider_key, credit_entry");
  world.clock.set(testStart);
  vendor.asked.length = 0;
  keyId = await addVendorKey(world, `${vendor.url}/base`, secret);
});
afterEach(() => {
  vendor.answer = saying(404, { detail: "Not Found" });
});

const parse = (id: string, status: string, more: object = {}) => ({ job: { id, status, ...more } });
const after = (ms: number) => world.clock.set(new Date(testStart.getTime() + ms));
async function create(id: string, more: object = {}) {
  await recordObservation(world.ctx, { ...creation(world, id), region: "byoc", providerKeyId: keyId, ...more });
}
async function poll(id: string) {
  await pollJob(world.ctx, await makeTargets(world.ctx), await jobOf(world, id));
}
async function detailOf(id: string): Promise<Record<string, unknown>> {
  const [row] = await world.ctx.db.sql.query<{ detail: Record<string, unknown> }>(
    "SELECT o.detail FROM job_observation o JOIN job j ON j.id = o.job_id WHERE j.vendor_job_id = $1 ORDER BY o.id DESC LIMIT 1",
    [id],
  );
  return row?.detail ?? {};
}

test("a poll asks at the job's own place with its key and scope, and records what it hears", async () => {
  await create("j1", { vendorScope: "project_id=p1" });
  vendor.answer = saying(200, parse("j1", "RUNNING"));
  after(5_000);
  await poll("j1");
  expect(vendor.asked).toMatchObject([
    {
      method: "GET",
      path: "/base/api/v2/parse/j1?expand=usage&expand=job_metadata&project_id=p1",
      headers: { authorization: `Bearer ${secret}`, accept: "application/json" },
    },
  ]);
  expect(await jobOf(world, "j1")).toMatchObject({ state: "running", pollCount: 1, pollErrors: 0 });
  expect(await detailOf("j1")).toMatchObject({ method: "GET", contentType: "application/json", truncated: false });
});

test.each([
  ["a load balancer's page", saying(502, "<html><title>Bad Gateway</title></html>"), "502"],
  ["a 401", saying(401, { detail: "Invalid API Key." }), "401"],
  ["garbage in a 200", saying(200, "not json"), "200"],
  ["another job's state", saying(200, parse("another", "COMPLETED")), "200"],
  ["a job without a state", saying(200, { job: { id: "j1" } }), "200"],
  ["a cut connection", ((req) => req.socket.destroy()) as TestVendor["answer"], "null"],
])("%s leaves the job as it is: it is noted once, and asked again ever later", async (_case, answer, status) => {
  await create("j1");
  vendor.answer = answer;
  after(60_000);
  for (let n = 0; n < 4; n += 1) await poll("j1");
  const job = await jobOf(world, "j1");
  expect(job).toMatchObject({ state: "queued", pollErrors: 4, failureId: null });
  expect(job.nextPollAt?.getTime()).toBeGreaterThanOrEqual(world.clock.now().getTime() + 0.8 * 16_000);
  expect(await timelineOf(world, "j1")).toEqual(["gateway queued!", `poll ${status} ×4`]);
  vendor.answer = saying(200, parse("j1", "RUNNING"));
  await poll("j1");
  expect(await jobOf(world, "j1")).toMatchObject({ state: "running", pollErrors: 0 });
});

test("the transport's reason is on the timeline when no answer came", async () => {
  await create("j1");
  vendor.answer = (req) => req.socket.destroy();
  await poll("j1");
  expect(await detailOf("j1")).toMatchObject({ transport: "UND_ERR_SOCKET", retryInMs: expect.any(Number) });
});

test("a job the vendor does not know is lost, but not in its first seconds", async () => {
  await create("j1");
  after(9_000);
  await poll("j1");
  expect(await jobOf(world, "j1")).toMatchObject({ state: "queued", pollErrors: 1 });
  after(20_000);
  await poll("j1");
  expect(await jobOf(world, "j1")).toMatchObject({ state: "lost", nextPollAt: null });
  expect(await failuresOf(world, "j1")).toMatchObject([{ entry_id: "docket/job-lost" }]);
});

test("with another key than the one that made it, a job that is not found proves nothing", async () => {
  await create("j1");
  await world.ctx.db.sql.query("UPDATE provider_key SET disabled_at = now() WHERE id = $1", [keyId]);
  await addVendorKey(world, vendor.url, "another-project's-key");
  after(60_000);
  await poll("j1");
  expect(await jobOf(world, "j1")).toMatchObject({ state: "queued", pollErrors: 1 });
  expect(await detailOf("j1")).toMatchObject({ reason: "not_found_with_another_key" });
});

test("without a usable key the job waits a minute, and nobody is asked", async () => {
  await create("j1");
  await world.ctx.db.sql.query("TRUNCATE provider_key");
  after(5_000);
  await poll("j1");
  expect(vendor.asked).toEqual([]);
  expect((await jobOf(world, "j1")).nextPollAt).toEqual(new Date(testStart.getTime() + 65_000));
  expect(await detailOf("j1")).toMatchObject({ reason: "no_provider_key" });
});

test("a bill that never comes is not asked for beyond its window, though every answer is bad", async () => {
  await create("j1");
  await recordObservation(world.ctx, { ...newsOf(world, "j1", "succeeded"), region: "byoc" });
  vendor.answer = saying(500, "Internal Server Error");
  after(60_000);
  await poll("j1");
  expect((await jobOf(world, "j1")).nextPollAt).not.toBeNull();
  after(settleWindowMs);
  await poll("j1");
  expect(await jobOf(world, "j1")).toMatchObject({ state: "succeeded", nextPollAt: null, settleUntil: null });
});

test("the vendor repeating our key puts it nowhere", async () => {
  await create("j1");
  const echo = { error_message: `Key ${secret} is over its limit`, headers: { auth: secret }, [secret]: 1 };
  vendor.answer = saying(200, parse("j1", "FAILED", echo));
  await poll("j1");
  const dump = JSON.stringify([
    await world.ctx.db.sql.query("SELECT * FROM job"),
    await world.ctx.db.sql.query("SELECT * FROM job_observation"),
    await world.ctx.db.sql.query("SELECT * FROM failure"),
    world.logged,
  ]);
  expect(dump).toContain("is over its limit");
  expect(dump).not.toContain(secret);
});

test("a poll of a workflow takes up the runs it made, for the same client and key, and counts no credit twice", async () => {
  const extendKey = await addVendorKey(world, vendor.url, secret, "extend");
  const workflow = { product: "workflow", vocabulary: "workflow_run", vendorStatus: "PENDING" };
  const news = creation(world, "wr_1", workflow);
  await recordObservation(world.ctx, { ...news, provider: "extend", region: "byoc", providerKeyId: extendKey });
  const step = { object: "extract_run", id: "exr_1", status: "PROCESSED", usage: { credits: 6 } };
  const told = (status: string) => ({
    object: "workflow_run",
    id: "wr_1",
    status,
    stepRuns: [{ object: "step_run", id: "s_1", status: "PROCESSED", result: { extractRun: step } }],
    usage: { credits: 6, totalCredits: 6, breakdown: [{ object: "extract_run", id: "exr_1", credits: 6 }] },
  });
  vendor.answer = saying(200, told("PROCESSING"));
  await poll("wr_1");
  await poll("wr_1");
  vendor.answer = saying(200, told("PROCESSED"));
  await poll("wr_1");
  const [parent, child] = [await jobOf(world, "wr_1"), await jobOf(world, "exr_1")];
  expect(parent).toMatchObject({ state: "succeeded", parentVendorJobId: null });
  expect(child).toMatchObject({
    state: "succeeded",
    product: "extract",
    parentVendorJobId: "wr_1",
    clientId: parent.clientId,
    providerKeyId: extendKey,
  });
  expect(await timelineOf(world, "exr_1")).toEqual(["poll succeeded ×3!"]);
  expect(await world.ctx.db.sql.query("SELECT sum(credits)::float8 AS credits FROM credit_entry")).toEqual([
    { credits: 6 },
  ]);
});
