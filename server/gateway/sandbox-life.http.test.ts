import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunningSandbox, startSandbox } from "#sandbox/index.ts";
import { getJob, makePoller } from "#server/jobs/index.ts";
import { eventually } from "#server/testing/index.ts";
import { ensureSandboxKey, makeTargets } from "#server/vault/index.ts";
import { type GatewayWorld, openGatewayWorld } from "./gateway-for-tests.ts";

let world: GatewayWorld;
let sandbox: RunningSandbox;
let stopPolling: () => Promise<void>;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimits: false });
  world = await openGatewayWorld("http://127.0.0.1:9", {}, { sandboxUrl: sandbox.url });
  await ensureSandboxKey(world.ctx);
  await eventually(async () => expect((await call("GET", "/api/v1/projects")).status).toBe(200));
  stopPolling = await poll();
});
afterAll(async () => {
  await stopPolling();
  await world.close();
  await sandbox.close();
});

/** Rounds of the poller until the returned function is called. */
async function poll(): Promise<() => Promise<void>> {
  const poller = makePoller(world.ctx);
  const targets = await makeTargets(world.ctx);
  const timer = setInterval(() => void poller.round(targets), 50);
  return async () => {
    clearInterval(timer);
    await poller.idle();
  };
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
type Answer = { status: number; body: any; callId: string | null };

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const isForm = body instanceof FormData;
  const answer = await fetch(`http://127.0.0.1:${world.port}/gateway/llamaparse/sandbox${path}`, {
    method,
    headers: {
      authorization: `Bearer ${world.token}`,
      ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json");
  return {
    status: answer.status,
    body: isJson ? JSON.parse(text) : text,
    callId: answer.headers.get("x-docket-call-id"),
  };
}

function form(fields: Record<string, string>, fileName: string): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("file", new File(["%PDF-1.7"], fileName));
  return body;
}

async function upload(fileName: string): Promise<string> {
  return (await call("POST", "/api/v1/beta/files", form({ purpose: "parse" }, fileName))).body.id;
}
const parse = (fileId: string, more: object = {}) =>
  call("POST", "/api/v2/parse", { file_id: fileId, tier: "fast", version: "latest", ...more });
const job = (id: string) => getJob(world.as("viewer"), { id });
/** The job once it has ended. */
const ended = (
  id: string,
  ready: (found: Awaited<ReturnType<typeof job>>) => boolean = (found) => found.endedAt !== null,
) =>
  vi.waitFor(
    async () => {
      const found = await job(id);
      if (!ready(found)) throw new Error(`${found.state} since ${found.createdAt}`);
      return found;
    },
    { timeout: 15_000, interval: 100 },
  );

test.concurrent("a file is uploaded, parsed by its id, extracted by the parse; each job carries its name and its cost", async () => {
  const fileId = await upload("instant-pages-4-bill-0s Invoice.pdf");
  const { body: created, callId } = await parse(fileId);
  const settled = (found: { credits: { source: string } }) => found.credits.source === "reported";
  const parsed = await ended(created.id, settled);
  expect(parsed).toMatchObject({
    state: "succeeded",
    vendorStatus: "COMPLETED",
    product: "parse",
    fileName: "instant-pages-4-bill-0s Invoice.pdf",
    tier: "fast",
    pages: 4,
    credits: { source: "reported", credits: 4 },
    client: { name: "Invoices" },
    failure: null,
  });
  expect(parsed.exchanges.find((exchange) => exchange.label === "Create")).toMatchObject({
    callId,
    method: "POST",
    request: { body: expect.stringContaining(fileId) },
    response: { body: expect.stringContaining("PENDING") },
  });
  const schema = { type: "object", properties: { total: { type: "number" } } };
  const extract = await call("POST", "/api/v2/extract", {
    file_input: created.id,
    configuration: { tier: "cost_effective", data_schema: schema },
  });
  const extracted = await ended(extract.body.id, settled);
  expect(extracted).toMatchObject({ state: "succeeded", product: "extract", fileName: parsed.fileName });
  // Only the extract leg: the parse was billed to the parse job.
  expect(extracted.credits.credits).toBe(extracted.credits.breakdown?.extract_credits);
});

test.concurrent("an upload with its configuration is a job with name and tier, and a failure has its guidance", async () => {
  const configuration = JSON.stringify({ tier: "cost_effective", version: "latest" });
  const created = await call(
    "POST",
    "/api/v2/parse/upload",
    form({ configuration }, "instant-fail-PDF_IS_PROTECTED.pdf"),
  );
  const failed = await ended(created.body.id);
  expect(failed).toMatchObject({
    state: "failed",
    fileName: "instant-fail-PDF_IS_PROTECTED.pdf",
    tier: "cost_effective",
    failure: { family: "protected_file", entryId: expect.stringMatching(/^llamaparse\//) },
    credits: { source: "unknown", credits: null },
  });
  expect(failed.timeline.filter((row) => row.changed).map((row) => row.state)).toEqual(["queued", "failed"]);
});

test.concurrent("a job of the first API's own words ends partial, with a failure", async () => {
  const created = await call("POST", "/api/v1/parsing/upload", form({}, "queue-0s-run-1s-ends-partial.pdf"));
  const partial = await ended(created.body.id);
  expect(partial).toMatchObject({
    state: "partial",
    vendorStatus: "PARTIAL_SUCCESS",
    failure: { family: "partial_result" },
  });
});

test.concurrent("a create that is paid for and lost on the way leaves its call, with the transport's reason", async () => {
  const fileId = await upload("instant.pdf");
  const before = new Date();
  const answer = await parse(fileId, { user_metadata: { note: "provoke:reset" } }).catch(() => null);
  expect(answer?.status ?? 502).toBe(502);
  const calls = (await world.calls()).filter((row) => row.outcome === "upstream_failed");
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.at(-1)).toMatchObject({
    operation: "parse.create",
    status: 200,
    error_code: expect.stringMatching(/UND_ERR|ECONN/),
  });
  expect(before.getTime()).toBeLessThan(Date.now());
});
