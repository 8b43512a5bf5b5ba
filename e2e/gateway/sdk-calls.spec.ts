import LlamaCloud, { toFile } from "@llamaindex/llama-cloud";
import { expect, test } from "@playwright/test";
import { api, callOf, desk, endedJob, vendorSdk } from "../desk.ts";

const sdk = vendorSdk();
const pdf = (name: string) => toFile(Buffer.from("%PDF-1.4 sample"), name);
const schema = { type: "object", properties: { total: { type: "number" } } };

test("upload, create and read with expansions", async () => {
  const file = await sdk.files.create({ file: await pdf("invoice-2291.pdf"), purpose: "parse" });
  const job = await sdk.parsing.create({ tier: "cost_effective", version: "latest", file_id: file.id });
  await sdk.parsing.waitForCompletion(job.id);
  const read = await sdk.parsing.get(job.id, { expand: ["markdown", "job_metadata", "usage"] });
  expect(read.job.status).toBe("COMPLETED");
  expect(read.markdown?.pages.length).toBeGreaterThan(0);
  const seen = await endedJob(job.id);
  expect(seen).toMatchObject({
    state: "succeeded",
    fileName: "invoice-2291.pdf",
    tier: "cost_effective",
    product: "parse",
  });
  expect(seen.client.name).toBe("default");
});

test("one-shot upload and poll, and the credits the vendor reports later", async () => {
  const done = await sdk.parsing.parse({
    tier: "fast",
    version: "latest",
    upload_file: await pdf("b pages-4.pdf"),
    expand: ["text"],
  });
  const billed = await expect
    .poll(async () => (await api(`/jobs/${done.job.id}`)).credits, { timeout: 30_000 })
    .toMatchObject({ source: "reported", credits: 4 });
  expect(billed).toBeUndefined();
});

for (const code of [
  "UNSUPPORTED_FILE_TYPE",
  "PDF_IS_PROTECTED",
  "PDF_IS_BROKEN",
  "NO_DATA_FOUND_IN_FILE",
  "DOCUMENT_TOO_LARGE",
  "TOO_MANY_PAGES",
  "TIMEOUT",
]) {
  test(`a job that fails with ${code} raises PollingError and leads to its own entry`, async () => {
    const created = await sdk.parsing.create({
      tier: "fast",
      version: "latest",
      upload_file: await pdf(`fail-${code}.pdf`),
    });
    const error = await sdk.parsing.waitForCompletion(created.id).catch((caught) => caught);
    expect(error.name).toBe("PollingError");
    const job = await endedJob(created.id);
    expect(job.state).toBe("failed");
    const entry = await api(`/catalog/${job.failure.entryId}`);
    expect(entry.sources.map((source: { row: string }) => source.row)).toContain(code);
  });
}

test("cancel and delete", async () => {
  const job = await sdk.parsing.create({ tier: "fast", version: "latest", upload_file: await pdf("memo run-60s.pdf") });
  await sdk.parsing.cancel(job.id);
  expect((await endedJob(job.id)).state).toBe("cancelled");
  await sdk.parsing.delete(job.id);
});

test("list with cursor paging", async () => {
  const messages: unknown[] = [];
  for await (const job of sdk.parsing.list({ status: "FAILED", page_size: 1 })) {
    messages.push(job.error_message);
    if (messages.length === 3) break;
  }
  expect(messages).toHaveLength(3);
});

test("extract, with usage", async () => {
  const file = await sdk.files.create({ file: await pdf("form.pdf"), purpose: "extract" });
  const run = await sdk.extract.run({
    file_input: file.id,
    configuration: { tier: "cost_effective", data_schema: schema },
  });
  expect((await endedJob(run.id)).product).toBe("extract");
  await expect
    .poll(async () => (await sdk.extract.get(run.id, { expand: ["usage", "extract_metadata"] })).usage?.credits, {
      timeout: 30_000,
    })
    .toBeGreaterThan(0);
});

test("classify with its idempotency key", async () => {
  const file = await sdk.files.create({ file: await pdf("letter.pdf"), purpose: "classify" });
  const configuration = { rules: [{ type: "invoice", description: "contains an invoice number" }] };
  const first = await sdk.classify.run({ file_input: file.id, transaction_id: "tx-e2e", configuration });
  const again = await sdk.classify.create({ file_input: file.id, transaction_id: "tx-e2e", configuration });
  expect(again.id).toBe(first.id);
  expect((await endedJob(first.id)).state).toBe("succeeded");
});

test("split, beta and general availability", async () => {
  const file = await sdk.files.create({ file: await pdf("bundle.pdf"), purpose: "split" });
  const categories = [{ name: "invoice" }];
  const beta = await sdk.beta.split.split({
    document_input: { type: "file_id", value: file.id },
    configuration: { categories },
  });
  expect((await endedJob(beta.id)).product).toBe("split");
  const split = await sdk.split.create({ file_input: file.id, configuration: { categories } });
  expect((await sdk.split.get(split.id)).id).toBe(split.id);
  expect((await endedJob(split.id)).vendorStatus).toBe("completed");
});

test("the vendor's own listing of jobs", async () => {
  for await (const point of sdk.jobDataPoints.list({ job_type: "parse", hours: 24 })) {
    expect(point.state_transitions).toBeTruthy();
    break;
  }
});

test("typed errors arrive intact, and the call id with them", async () => {
  const notFound = await sdk.parsing.get("nope").catch((caught) => caught);
  expect(notFound).toBeInstanceOf(LlamaCloud.NotFoundError);
  expect([notFound.status, notFound.error]).toEqual([404, { detail: "Parse job not found" }]);
  const { response } = await sdk.parsing.list({ page_size: 1 }).withResponse();
  expect(response.headers.get("x-docket-call-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get("server-timing")).toMatch(/gateway;dur=[\d.]+/);

  const invalid = await sdk.parsing.create({ tier: "fast" } as never).catch((caught) => caught);
  expect(invalid).toBeInstanceOf(LlamaCloud.UnprocessableEntityError);
  const limited = await sdk.parsing
    .create(
      { tier: "fast", version: "latest", source_url: "https://files.example/http-429.pdf" },
      { headers: { "x-sandbox-provoke": "http-429-too-many-requests" } },
    )
    .catch((caught) => caught);
  expect(limited).toBeInstanceOf(LlamaCloud.RateLimitError);
  const call = await callOf(notFound.headers.get("x-docket-call-id"));
  expect(call).toMatchObject({ status: 404, outcome: "answered", operation: "parse.get" });
});

test("a wrong client token is refused by Docket, in words no one mistakes for the vendor's", async () => {
  const refused = await vendorSdk("dkt_client_wrong")
    .parsing.get("x")
    .catch((caught) => caught);
  expect(refused).toBeInstanceOf(LlamaCloud.AuthenticationError);
  expect(refused.headers.get("x-docket-error")).toBe("unknown_client_token");
  expect(refused.error.error).toMatchObject({
    code: "unknown_client_token",
    docs: expect.stringContaining("/guidance/"),
  });
});

test("a key the vendor refuses answers with the vendor's own 401", async () => {
  const key = await api("/keys", {
    method: "POST",
    body: {
      provider: "llamaparse",
      region: "byoc",
      label: "bad",
      secret: "llx-invalid-key",
      baseUrl: await sandboxUrl(),
    },
  });
  const client = new LlamaCloud({
    apiKey: desk.clientToken,
    baseURL: desk.gateway.replace("/sandbox", "/byoc"),
    maxRetries: 0,
  });
  await expect
    .poll(async () => (await client.parsing.get("x").catch((caught) => caught)).error?.detail)
    .toContain("Invalid API Key");
  expect(await api(`/keys/${key.id}/test`, { method: "POST" })).toMatchObject({ test: { result: "refused" } });
  await api(`/keys/${key.id}`, { method: "DELETE" });
});

/** Where the sandbox itself listens: a file link it signs for a job's result names it. */
async function sandboxUrl(): Promise<string> {
  const file = await sdk.files.create({ file: await pdf("where.pdf"), purpose: "parse" });
  const content = await fetch(`${desk.gateway}/api/v1/beta/files/${file.id}/content`, {
    headers: { authorization: `Bearer ${desk.clientToken}` },
  });
  const { url } = (await content.json()) as { url: string };
  return `${new URL(url).origin}/llamaparse`;
}
