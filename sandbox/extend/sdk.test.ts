import extendAi from "extend-ai";
import { expect, test } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { runSandbox } from "../testing/run-sandbox.ts";
import { webhookReceiver } from "../testing/webhook-receiver.ts";

const { Extend, ExtendClient, ExtendError } = extendAi;
const sandbox = runSandbox();
const clock = manualClock(Date.now());
const hooked = runSandbox({ clock, allowLoopbackWebhooks: true });
const receiver = webhookReceiver();

const client = (token = "sk_sdk", url = sandbox.url()) =>
  new ExtendClient({ token, baseUrl: `${url}/extend`, maxRetries: 0 });
const at = (name: string) => ({ file: { url: `https://example.com/${name}.pdf` } });
const quick = { maxWaitMs: 5000, fastPollIntervalMs: 20 };

test("1: a synchronous parse with its raw response, the output behind an address", async () => {
  const { data, rawResponse } = await client()
    .parse({ ...at("run-20ms-pages-3"), responseType: "url", metadata: { a: 1 } })
    .withRawResponse();
  expect(rawResponse.headers.get("x-extend-request-id")).toMatch(/^req_/);
  expect(data).toMatchObject({ object: "parse_run", status: "PROCESSED", output: null, metadata: { a: 1 } });
  expect(data.usage).toMatchObject({ credits: 6, totalCredits: 6 });
  const output = (await (await fetch(data.outputUrl ?? "")).json()) as { chunks: unknown[] };
  expect(output.chunks).toHaveLength(3);
});

test("2: a synchronous failure is a typed error with the vendor's body", async () => {
  const failed = client().parse(at("run-10ms-fail-CORRUPT_FILE"), { maxRetries: 0 });
  const error = await failed.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Extend.UnprocessableEntityError);
  expect(error).toMatchObject({ statusCode: 422, body: { code: "CORRUPT_FILE", retryable: false } });
  expect((error as { body: { requestId: string } }).body.requestId).toMatch(/^req_/);
});

test("3 and 4: a run is created and polled to its end; a failure is returned, not thrown", async () => {
  const api = client();
  const run = await api.parseRuns.create(at("queue-0s-run-50ms"));
  expect(run).toMatchObject({ status: "PROCESSING", output: null, usage: null });
  expect(run.id).toMatch(/^pr_/);
  expect(run.id.length).toBeLessThanOrEqual(255);
  const done = await api.parseRuns.createAndPoll(at("queue-0s-run-50ms"), quick);
  expect(done.status).toBe("PROCESSED");
  const failed = await api.parseRuns.createAndPoll(at("instant-fail-OCR_ERROR"), quick);
  expect(failed).toMatchObject({ status: "FAILED", failureReason: "OCR_ERROR", usage: null, output: null });
});

test("5: runs are listed by status, with times and without output", async () => {
  const api = client();
  const { id } = await api.parseRuns.create(at("instant-fail-CHUNKING_ERROR"));
  const page = await api.parseRuns.list({ status: "FAILED", maxPageSize: 5 });
  const [first] = page.data;
  expect(first).toMatchObject({ id, status: "FAILED", failureReason: "CHUNKING_ERROR" });
  expect(first).toHaveProperty("createdAt");
  expect(first).not.toHaveProperty("output");
});

test("6 and 7: a run is cancelled, another deleted", async () => {
  const api = client();
  const { id } = await api.parseRuns.create(at("stuck"));
  expect((await api.parseRuns.cancel(id)).status).toBe("CANCELLED");
  expect((await api.parseRuns.retrieve(id)).status).toBe("CANCELLED");
  expect(await api.parseRuns.delete(id)).toEqual({ id });
  await expect(api.parseRuns.retrieve(id)).rejects.toBeInstanceOf(Extend.NotFoundError);
});

test("8: a file is uploaded, shown, used by its id and deleted", async () => {
  const api = client();
  const file = await api.files.upload(new File(["%PDF-1.4"], "harlow-instant.pdf", { type: "application/pdf" }), {});
  expect(file).toMatchObject({ object: "file", name: "harlow-instant.pdf", type: "PDF" });
  const run = await api.extractRuns.createAndPoll({ file: { id: file.id }, extractor: { id: "ex_1" } }, quick);
  expect(run).toMatchObject({ status: "PROCESSED", file: { id: file.id }, extractor: { id: "ex_1" } });
  expect(await api.files.retrieve(file.id)).toMatchObject({ id: file.id });
  await api.files.delete(file.id);
  await expect(api.files.retrieve(file.id)).rejects.toBeInstanceOf(Extend.NotFoundError);
});

test("9: an id of elsewhere is not found", async () => {
  const missing = client().extractRuns.retrieve("exr_missing");
  await expect(missing).rejects.toMatchObject({ statusCode: 404, body: { code: "NOT_FOUND" } });
});

test("10: a webhook passes the SDK's own check, and a forged one does not", async () => {
  const api = client("sk_hooks", hooked.url());
  const { signingSecret } = await api.webhookEndpoints.create({
    url: receiver.url(),
    name: "tests",
    enabledEvents: ["parse_run.failed", "extract_run.processed"],
    apiVersion: "2026-02-09",
  });
  const { id } = await api.parseRuns.create(at("instant-fail-CORRUPT_FILE"));
  clock.advance(10);
  const first = await receiver.next();
  const headers = (message: typeof first) => message.headers as Record<string, string>;
  const check = { maxAgeSeconds: 10 ** 9 };
  const event = api.webhooks.verifyAndParse(first.body, headers(first), signingSecret, check);
  expect(event).toMatchObject({
    eventType: "parse_run.failed",
    payload: { id, status: "FAILED", failureReason: "CORRUPT_FILE" },
  });
  expect(event.payload).not.toHaveProperty("output");
  await api.extractRuns.create({ ...at("instant-webhook-forged"), extractor: { id: "ex_1" } });
  clock.advance(10);
  const forged = await receiver.next();
  expect(() => api.webhooks.verifyAndParse(forged.body, headers(forged), signingSecret, check)).toThrow(
    "Invalid signature",
  );
});

test("other failures come as the SDK's classes", async () => {
  const provoke = (slug: string, token?: string) =>
    client(token).parseRuns.list({}, { headers: { "x-sandbox-provoke": slug }, maxRetries: 0 });
  await expect(provoke("http-500-internal-error")).rejects.toBeInstanceOf(Extend.InternalServerError);
  await expect(provoke("http-429-rate-limit")).rejects.toBeInstanceOf(Extend.TooManyRequestsError);
  await expect(provoke("", "sk_invalid")).rejects.toBeInstanceOf(Extend.UnauthorizedError);
  await expect(provoke("http-403-token")).rejects.toBeInstanceOf(Extend.ForbiddenError);
  await expect(client("sk_nocredits").parseRuns.create(at("a"))).rejects.toBeInstanceOf(Extend.PaymentRequiredError);
  const page = await provoke("http-413-page").catch((caught: unknown) => caught);
  expect(page).toBeInstanceOf(ExtendError);
  expect((page as { body: unknown }).body).toMatch(/^<html>/);
});

test("an organization key has to name its workspace", async () => {
  const api = client("sk_org_a");
  await expect(api.parseRuns.list()).rejects.toMatchObject({ statusCode: 400 });
  expect((await api.parseRuns.list({ "x-extend-workspace-id": "ws_1" })).data).toBeInstanceOf(Array);
});

test("extract, classify, split, edit and form detection run synchronously and as runs", async () => {
  const api = client();
  const config = { schema: { type: "object", properties: { total: { type: ["number", "null"] } } } };
  const extract = await api.extract({ ...at("run-5ms-pages-4"), config });
  expect(extract).toMatchObject({ status: "PROCESSED", output: { value: { total: expect.any(Number) } } });
  expect(extract.usage).toMatchObject({ credits: 12, totalCredits: 20 });
  expect(extract.usage?.breakdown?.map(({ object, credits }) => [object, credits])).toEqual([
    ["extract_run", 12],
    ["parse_run", 8],
  ]);
  expect(extract.parseRunId).toBe(extract.usage?.breakdown?.[1]?.id);
  const classifications = [{ id: "c1", type: "letter", description: "a letter" }];
  const classify = await api.classifyRuns.createAndPoll({ ...at("instant"), config: { classifications } }, quick);
  expect(classify.output).toMatchObject({ id: "c1", type: "letter" });
  const split = await api.splitRuns.createAndPoll({ ...at("instant-pages-2"), splitter: { id: "spl_1" } }, quick);
  expect(split.output?.splits[0]).toMatchObject({ startPage: 1, endPage: 2 });
  expect((await api.edit(at("run-5ms"))).status).toBe("PROCESSED");
  expect((await api.detectForm(at("run-5ms"))).status).toBe("PROCESSED");
  await expect(api.edit({ file: { url: "https://example.com/run-5ms.png" } })).rejects.toMatchObject({
    body: { code: "FILE_TYPE_NOT_SUPPORTED" },
  });
});

test("a workflow waits, runs and ends with its runs inside; a person may have the last word", async () => {
  const api = client();
  const workflow = { id: "workflow_1" };
  const created = await api.workflowRuns.create({ workflow, ...at("instant-pages-2") });
  expect(created.status).toBe("PENDING");
  const done = await api.workflowRuns.retrieve(created.id);
  expect(done).toMatchObject({ status: "PROCESSED", usage: { credits: 10 } });
  expect(done.stepRuns.map(({ stepType, status }) => [stepType, status])).toEqual([
    ["PARSE", "PROCESSED"],
    ["EXTRACT", "PROCESSED"],
  ]);
  const ends = async (name: string) => (await api.workflowRuns.createAndPoll({ workflow, ...at(name) }, quick)).status;
  expect(await ends("instant-ends-review")).toBe("NEEDS_REVIEW");
  expect(await ends("instant-ends-rejected")).toBe("REJECTED");
  expect(await ends("instant-fail-INVALID_WORKFLOW")).toBe("FAILED");
});

test("a batch ends when its runs have, and its runs are found by it", async () => {
  const api = client();
  const batch = await api.parseRuns.createBatch({ inputs: [at("instant-a"), at("instant-fail-OCR_ERROR")] });
  expect(batch).toMatchObject({ object: "batch_run", runCount: 2 });
  expect((await api.batchRuns.get(batch.id)).status).toBe("PROCESSED");
  const runs = await api.parseRuns.list({ batchId: batch.id });
  expect(runs.data.map(({ status, batchId }) => [status, batchId])).toEqual([
    ["FAILED", batch.id],
    ["PROCESSED", batch.id],
  ]);
  const { batchId } = await api.workflowRuns.createBatch({ workflow: { id: "workflow_1" }, inputs: [at("instant")] });
  expect((await api.workflowRuns.list({ batchId })).data).toHaveLength(1);
});

test("11: a signed link in a payload's place is read by the SDK, expires, and cannot be changed", async () => {
  const api = client("sk_links", hooked.url());
  const { signingSecret, id: endpoint } = await api.webhookEndpoints.create({
    url: receiver.url(),
    name: "links",
    enabledEvents: ["classify_run.processed"],
    apiVersion: "2026-02-09",
  });
  const linked = async (tokens: string) => {
    const { id } = await api.classifyRuns.create({ ...at(`instant-${tokens}`), classifier: { id: "cl_1" } });
    clock.advance(10);
    const { body, headers } = await receiver.next();
    const check = { maxAgeSeconds: 10 ** 9, allowSignedUrl: true } as const;
    const event = api.webhooks.verifyAndParse(body, headers as Record<string, string>, signingSecret, check);
    if (!api.webhooks.isSignedUrlEvent(event)) throw new Error("the payload is no link");
    return { id, event };
  };
  const { id, event } = await linked("webhook-link");
  expect(event.payload).toMatchObject({ object: "signed_data_url", id });
  expect(await api.webhooks.fetchSignedPayload(event)).toMatchObject({ payload: { id, status: "PROCESSED" } });
  const changed = await fetch(event.payload.data.replace("expires=", "expires=9"));
  expect(changed.status).toBe(403);
  const { event: stale } = await linked("webhook-link-expired");
  await expect(api.webhooks.fetchSignedPayload(stale)).rejects.toThrow("Failed to fetch signed payload: 403");
  clock.advance(3_600_001);
  await expect(api.webhooks.fetchSignedPayload(event)).rejects.toThrow("403");
  await api.webhookEndpoints.delete(endpoint);
});
