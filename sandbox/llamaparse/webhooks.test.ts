import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { runSandbox } from "../testing/run-sandbox.ts";
import { type ReceivedWebhook, webhookReceiver } from "../testing/webhook-receiver.ts";
import { llamaparseApi } from "./llamaparse-api-for-tests.ts";

const clock = manualClock();
const sandbox = runSandbox({ clock, allowLoopbackWebhooks: true });
const guarded = runSandbox({ clock });
const receiver = webhookReceiver();
const api = llamaparseApi(sandbox.url);

async function createJob(name: string, configuration: object = {}, through = api): Promise<string> {
  const webhook_configurations = [{ webhook_url: receiver.url(), webhook_output_format: "json", ...configuration }];
  const body = {
    tier: "fast",
    version: "latest",
    source_url: `https://example.com/${name}.pdf`,
    webhook_configurations,
  };
  return (await through.call("POST", "/api/v2/parse", body)).json.id;
}

const eventOf = ({ body }: ReceivedWebhook) => JSON.parse(body).event_type;

/** Lets `ms` pass and waits for the webhook that falls due. */
async function after(ms: number): Promise<ReceivedWebhook> {
  clock.advance(ms);
  return receiver.next();
}

/** Lets time pass in which no webhook may be sent. */
async function nothingAfter(ms: number) {
  const before = receiver.received();
  clock.advance(ms);
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(receiver.received()).toBe(before);
}

test("a job announces its queue, its run and its end, with the documented headers and body", async () => {
  const id = await createJob("queue-5s-run-5s");
  const [pending, running, success] = [await after(0), await after(5000), await after(5000)];
  expect([pending, running, success].map(eventOf)).toEqual(["parse.pending", "parse.running", "parse.success"]);
  expect(success.headers).toMatchObject({
    "content-type": "application/json",
    "user-agent": "llamaindex-webhook-service/1.0",
    "x-webhook-event-type": "parse.success",
  });
  expect(success.headers["lc-signature"]).toBeUndefined();
  const body = JSON.parse(success.body);
  expect(body).toEqual({
    event_id: success.headers["x-webhook-event-id"],
    event_type: "parse.success",
    timestamp: clock.now() / 1000,
    data: { id, job_id: id },
  });
});

test("the default format is JSON inside a JSON string, and the signature is over the bytes as sent", async () => {
  const events = { webhook_events: ["parse.error"], webhook_headers: { "x-team": "ops" } };
  await createJob("instant-fail-TIMEOUT", { webhook_output_format: null, webhook_signing_secret: "s3cret", ...events });
  const { headers, body } = await after(0);
  expect(JSON.parse(JSON.parse(body)).event_type).toBe("parse.error");
  expect(headers["lc-signature"]).toBe(`sha256=${createHmac("sha256", "s3cret").update(body).digest("hex")}`);
  expect(headers["x-team"]).toBe("ops");
});

test("a refused delivery is tried again after 1 s and after 2 s, then no more", async () => {
  receiver.answerWith(500, 500, 500);
  await createJob("instant", { webhook_events: ["parse.success"] });
  const first = await after(0);
  await new Promise((resolve) => setTimeout(resolve, 40));
  await nothingAfter(900);
  const second = await after(100);
  await new Promise((resolve) => setTimeout(resolve, 40));
  await nothingAfter(1900);
  const third = await after(100);
  expect(new Set([first, second, third].map(({ body }) => body)).size).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 40));
  await nothingAfter(60_000);
});

test("webhooks can be made to come late, twice, forged, shuffled or not at all", async () => {
  const end = { webhook_events: ["parse.success"], webhook_signing_secret: "s3cret" };
  await createJob("instant-webhook-missing", end);
  await nothingAfter(60_000);
  await createJob("instant-webhook-late-8s", end);
  await nothingAfter(7900);
  await after(100);
  await createJob("instant-webhook-twice", end);
  expect((await after(0)).body).toBe(
    (await after(250)).body.replace(/"timestamp":[\d.]+/, `"timestamp":${clock.now() / 1000 - 0.25}`),
  );
  await createJob("instant-webhook-forged", end);
  const forged = await after(0);
  expect(forged.headers["lc-signature"]).not.toBe(
    `sha256=${createHmac("sha256", "s3cret").update(forged.body).digest("hex")}`,
  );
  await createJob("instant-webhook-shuffled");
  const events = [await after(0), await after(300), await after(300)].map(eventOf);
  expect(events).toEqual(["parse.success", "parse.pending", "parse.running"]);
});

test("a cancellation is announced, and nothing after it", async () => {
  const id = await createJob("queue-1s-run-60s", { webhook_events: ["parse.cancelled", "parse.success"] });
  clock.advance(2000);
  await api.call("POST", `/api/v2/parse/${id}/cancel`);
  expect(eventOf(await after(0))).toBe("parse.cancelled");
  await nothingAfter(120_000);
});

test("this machine is not called unless that was allowed", async () => {
  await createJob("instant", {}, llamaparseApi(guarded.url));
  await nothingAfter(10_000);
});

test("extract has no running event, split says processing", async () => {
  const webhook_configurations = [{ webhook_url: receiver.url(), webhook_output_format: "json" }];
  const file_input = await api.upload("queue-1s-run-1s.pdf");
  const data_schema = { type: "object", properties: { total: { type: "number" } } };
  await api.call("POST", "/api/v2/extract", { file_input, configuration: { data_schema }, webhook_configurations });
  expect([await after(0), await after(2000)].map(eventOf)).toEqual(["extract.pending", "extract.success"]);
  const configuration = { categories: [{ name: "invoice" }] };
  await api.call("POST", "/api/v1/split/jobs", { file_input, configuration, webhook_configurations });
  const events = [await after(0), await after(1000), await after(1000)].map(eventOf);
  expect(events).toEqual(["split.pending", "split.processing", "split.success"]);
});
