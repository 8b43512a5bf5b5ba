import { createHmac, randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { addWebhookSecret, removeWebhookSecret } from "#server/vault/index.ts";
import { getJob } from "./get-job.ts";
import { listDeliveries, listWebhookPlaces } from "./list-deliveries.ts";
import { creation, jobOf, newsOf } from "./news-for-tests.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import { recordObservation } from "./record-observation.ts";

let world: TestWorld;
const secret = "whsec-of-the-webhook-test";
let secretId: string;
beforeAll(async () => {
  world = await openTestWorld({ sandboxUrl: "http://127.0.0.1:9" });
  const add = (provider: "llamaparse" | "extend") =>
    addWebhookSecret(world.as("admin"), { provider, region: "sandbox", label: "test", secret });
  secretId = (await add("llamaparse")).id;
  await add("extend");
});
afterAll(() => world.close());
beforeEach(async () => {
  // The bound on what is written down is per minute of the clock.
  world.clock.advance(61_000);
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, webhook_delivery");
});

const llama = (event: string, jobId: string, more: object = {}) =>
  JSON.stringify({
    event_id: randomUUID(),
    event_type: event,
    timestamp: world.clock.now().getTime() / 1000,
    data: { id: jobId, job_id: jobId },
    ...more,
  });
const lcSignature = (body: string, key = secret) => ({
  "lc-signature": `sha256=${createHmac("sha256", key).update(body).digest("hex")}`,
});
const send = (provider: string, body: string | Buffer | null, headers: Record<string, string> = {}) =>
  receiveWebhook(world.ctx, {
    provider,
    region: "sandbox",
    headers,
    body: typeof body === "string" ? Buffer.from(body) : body,
  });
const sendLlama = (body: string, key = secret) => send("llamaparse", body, lcSignature(body, key));
const deliveries = async () => (await listDeliveries(world.as("viewer"), {})).items;
const job = (id: string) => getJob(world.as("viewer"), { id });

describe("a proven webhook", () => {
  test("moves its job, in either output format, and stands on the timeline", async () => {
    await recordObservation(world.ctx, creation(world, "pjb-1"));
    const plain = llama("parse.running", "pjb-1");
    expect(await sendLlama(plain)).toMatchObject({ status: 200, body: { ok: true } });
    const asString = JSON.stringify(llama("parse.success", "pjb-1"));
    expect((await sendLlama(asString)).status).toBe(200);
    const seen = await job("pjb-1");
    expect(seen.state).toBe("succeeded");
    expect(seen.timeline.filter(({ source }) => source === "webhook").map(({ state }) => state)).toEqual([
      "running",
      "succeeded",
    ]);
    expect(seen.webhooks).toMatchObject({ state: "agrees", doubled: 0, rejected: [] });
  });

  test("of a failure does not end the job without a reason: the vendor is asked at once", async () => {
    await recordObservation(world.ctx, creation(world, "pjb-2"));
    world.clock.advance(1_000);
    await sendLlama(llama("parse.error", "pjb-2"));
    const waiting = await jobOf(world, "pjb-2");
    expect(waiting.state).toBe("queued");
    expect(waiting.nextPollAt?.getTime()).toBeLessThanOrEqual(world.clock.now().getTime());
    const error = { code: "PDF_IS_BROKEN", message: "broken" };
    await recordObservation(world.ctx, newsOf(world, "pjb-2", "failed", { fact: { error } }));
    expect(await job("pjb-2")).toMatchObject({ state: "failed", webhooks: { state: "agrees" } });
  });

  test("that comes again is noted as doubled and changes nothing", async () => {
    await recordObservation(world.ctx, creation(world, "pjb-3"));
    const body = llama("parse.success", "pjb-3");
    await sendLlama(body);
    const before = await jobOf(world, "pjb-3");
    expect((await sendLlama(body)).body).toEqual({ ok: true, doubled: true });
    expect(await jobOf(world, "pjb-3")).toEqual(before);
    expect((await job("pjb-3")).webhooks).toMatchObject({ doubled: 1, state: "agrees" });
  });

  test("that comes out of order changes nothing", async () => {
    await recordObservation(world.ctx, creation(world, "pjb-4"));
    await sendLlama(llama("parse.success", "pjb-4"));
    await sendLlama(llama("parse.running", "pjb-4"));
    await sendLlama(llama("parse.pending", "pjb-4"));
    expect((await job("pjb-4")).state).toBe("succeeded");
  });

  test("about a job nobody knows is kept as such, and makes none", async () => {
    await sendLlama(llama("parse.success", "pjb-unknown"));
    expect(await deliveries()).toMatchObject([
      { outcome: "accepted", reason: "unknown_job", vendorJobId: "pjb-unknown" },
    ]);
    expect(await world.ctx.db.sql.query("SELECT id FROM job")).toEqual([]);
  });

  test("is proven by a new secret and by the old one while both hold, and by the removed one no longer", async () => {
    const second = await addWebhookSecret(world.as("admin"), {
      provider: "llamaparse",
      region: "sandbox",
      label: "new",
      secret: "whsec-the-new-one",
    });
    expect(second.lastFour).toBe("-one");
    expect((await sendLlama(llama("parse.running", "x"), "whsec-the-new-one")).status).toBe(200);
    expect((await sendLlama(llama("parse.running", "x"))).status).toBe(200);
    await removeWebhookSecret(world.as("admin"), { id: second.id });
    expect((await sendLlama(llama("parse.running", "x"), "whsec-the-new-one")).status).toBe(401);
    expect(secretId).not.toBe(second.id);
  });
});

describe("a webhook that is not believed", () => {
  test.each([
    ["forged", (body: string) => lcSignature(body, "another-secret"), "signature_wrong"],
    ["unsigned", () => ({}), "signature_missing"],
    ["signed in another form", () => ({ "lc-signature": "sha256=zz" }), "signature_malformed"],
    ["of another body", () => lcSignature("{}"), "signature_wrong"],
  ])("because it is %s changes no job and is shown on it", async (_, headers, reason) => {
    await recordObservation(world.ctx, creation(world, "pjb-5"));
    const before = await jobOf(world, "pjb-5");
    const body = llama("parse.success", "pjb-5");
    expect((await send("llamaparse", body, headers(body))).status).toBe(401);
    expect(await jobOf(world, "pjb-5")).toEqual(before);
    expect((await job("pjb-5")).webhooks.rejected).toMatchObject([{ reason }]);
    expect(await deliveries()).toMatchObject([{ outcome: "rejected", reason }]);
  });

  test("because it is stale, though well signed", async () => {
    const old = llama("parse.success", "pjb-6", { timestamp: world.clock.now().getTime() / 1000 - 90_000 });
    expect((await sendLlama(old)).status).toBe(401);
    expect(await deliveries()).toMatchObject([{ reason: "too_old" }]);
  });

  test("because it is no event, or too large, or sent where nothing is received", async () => {
    expect((await sendLlama("[]")).status).toBe(400);
    expect((await send("llamaparse", null)).status).toBe(413);
    expect((await send("scopix", "{}")).status).toBe(404);
    expect((await send("nobody", "{}")).status).toBe(404);
  });

  test("in a flood is answered every time and written down within its bound", async () => {
    for (let n = 0; n < 80; n += 1)
      expect((await sendLlama(llama("parse.success", `x${n}`), "forged-secret")).status).toBe(401);
    expect(await world.ctx.db.sql.query("SELECT count(*)::int AS n FROM webhook_delivery")).toEqual([{ n: 60 }]);
  });

  test("keeps no secret and little of its body", async () => {
    const body = JSON.stringify({
      event_id: "e",
      event_type: "x",
      token: "llx-abcdefghijklmnop",
      pad: "y".repeat(9_000),
    });
    await sendLlama(body, "forged-secret");
    const [kept] = await deliveries();
    expect(kept?.excerpt).not.toContain("llx-abcdefghijklmnop");
    expect(kept?.excerpt.length).toBeLessThanOrEqual(2_000);
  });
});

describe("a webhook with a timestamp", () => {
  const run = (status: string, more: object = {}) =>
    JSON.stringify({
      eventId: randomUUID(),
      eventType: `parse_run.${status === "PROCESSED" ? "processed" : "failed"}`,
      payload: { object: "parse_run_status", id: "pr_1", status, failureReason: null, failureMessage: null, ...more },
    });
  const signed = (body: string, ageS = 0) => {
    const timestamp = String(Math.floor(world.clock.now().getTime() / 1000) - ageS);
    const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
    return { "x-extend-request-timestamp": timestamp, "x-extend-request-signature": signature };
  };
  const created = () =>
    recordObservation(world.ctx, {
      ...creation(world, "pr_1", { vocabulary: "parse_run" }),
      provider: "extend",
    });

  test.each([
    [0, 200],
    [299, 200],
    [301, 401],
    [-59, 200],
    [-62, 401],
  ])("%i s old is answered %i", async (ageS, status) => {
    const body = run("PROCESSED");
    expect((await send("extend", body, signed(body, ageS))).status).toBe(status);
  });

  test("tells a good end, whose bill is then asked for; a replayed one with another body is forged", async () => {
    await created();
    const body = run("PROCESSED");
    await send("extend", body, signed(body));
    expect((await jobOf(world, "pr_1")).state).toBe("succeeded");
    expect((await send("extend", run("FAILED"), signed(body))).status).toBe(401);
  });

  test("and a payload behind an address leads to a poll, and fetches nothing", async () => {
    await created();
    world.clock.advance(1_000);
    const payload = { object: "signed_data_url", data: "http://169.254.169.254/latest", id: "pr_1", metadata: null };
    const body = JSON.stringify({ eventId: "e9", eventType: "parse_run.processed", payload });
    expect((await send("extend", body, signed(body))).status).toBe(200);
    const seen = await jobOf(world, "pr_1");
    expect(seen.state).toBe("queued");
    expect(seen.nextPollAt?.getTime()).toBeLessThanOrEqual(world.clock.now().getTime());
  });
});

test("an unsigned webhook is a hint: the document is asked for, and nothing is believed", async () => {
  await recordObservation(world.ctx, { ...creation(world, "ocr-1", { vocabulary: "document" }), provider: "okrapdf" });
  world.clock.advance(1_000);
  const body = JSON.stringify({ event: "document.completed", document_id: "ocr-1", status: "completed" });
  expect((await send("okrapdf", body)).status).toBe(200);
  const seen = await jobOf(world, "ocr-1");
  expect(seen.state).toBe("queued");
  expect(seen.nextPollAt?.getTime()).toBeLessThanOrEqual(world.clock.now().getTime());
  expect(await deliveries()).toMatchObject([{ outcome: "accepted", reason: "hint" }]);
});

test("a webhook that is usual and does not come is missing", async () => {
  for (const id of ["pjb-7", "pjb-8"]) await recordObservation(world.ctx, creation(world, id));
  await sendLlama(llama("parse.success", "pjb-7"));
  await recordObservation(world.ctx, newsOf(world, "pjb-8", "succeeded"));
  expect((await job("pjb-8")).webhooks.state).toBe("waiting");
  world.clock.advance(11 * 60_000);
  expect((await job("pjb-8")).webhooks.state).toBe("missing");
});

test("places say where to send, and what came", async () => {
  await sendLlama(llama("parse.success", "x"));
  await sendLlama(llama("parse.success", "x"), "forged-secret");
  const { items } = await listWebhookPlaces(world.as("viewer"), {});
  expect(items.find(({ provider, region }) => provider === "llamaparse" && region === "sandbox")).toMatchObject({
    path: "/api/v1/webhooks/llamaparse/sandbox",
    signed: true,
    accepted24h: 1,
    rejected24h: 1,
  });
  expect(items.map(({ provider }) => provider)).not.toContain("scopix");
});

test("whatever is sent, every endpoint answers, at once and in bounds", async () => {
  const before = process.memoryUsage().heapUsed;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("llamaparse", "extend", "okrapdf", "landingai"),
      fc.oneof(
        fc.uint8Array({ maxLength: 5_000 }),
        fc.json().map((text) => Buffer.from(text)),
      ),
      fc.dictionary(
        fc.constantFrom(
          "lc-signature",
          "x-extend-request-timestamp",
          "x-extend-request-signature",
          "x-webhook-event-id",
        ),
        fc.string({ maxLength: 200 }),
      ),
      async (provider, bytes, headers) => {
        const startedAt = performance.now();
        const { status } = await send(provider, Buffer.from(bytes), headers);
        expect([200, 400, 401, 404]).toContain(status);
        expect(performance.now() - startedAt).toBeLessThan(2_000);
      },
    ),
    { numRuns: 300 },
  );
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024);
});
