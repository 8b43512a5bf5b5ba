import LlamaCloud, { toFile } from "@llamaindex/llama-cloud";
import { expect, test } from "vitest";
import { startSandbox } from "../index.ts";
import { runSandbox } from "../testing/run-sandbox.ts";

const sandbox = runSandbox();
const quick = { pollingInterval: 0.02, maxInterval: 0.02 };
const schema = { type: "object", properties: { total: { type: "number" }, vendor: { type: "string" } } };
const rules = [{ type: "invoice", description: "contains an invoice number" }];

function client(apiKey = "llx-sdk") {
  return new LlamaCloud({ apiKey, baseURL: `${sandbox.url()}/llamaparse`, maxRetries: 0 });
}

function pdf(name: string) {
  return toFile(Buffer.from("%PDF-1.7 sample"), name);
}

async function upload(name: string): Promise<string> {
  return (await client().files.create({ file: await pdf(name), purpose: "parse" })).id;
}

async function parse(name: string, tier = "cost_effective") {
  return client().parsing.create({ tier, version: "latest", file_id: await upload(name) });
}

test("1: a file is uploaded, shown, listed and deleted", async () => {
  const api = client();
  const file = await api.files.create({ file: await pdf("harlow.pdf"), purpose: "parse" });
  expect(file).toMatchObject({ name: "harlow.pdf", file_type: "pdf", purpose: "parse" });
  expect(Date.parse(file.expires_at ?? "") - Date.parse(file.last_modified_at ?? "")).toBe(48 * 3_600_000);
  expect(await api.files.retrieve(file.id)).toEqual(file);
  const listed = await api.files.list({ file_name: "harlow.pdf" });
  expect(listed.items.map((item) => item.id)).toContain(file.id);
  const { url } = await api.files.content(file.id);
  expect((await fetch(url)).status).toBe(200);
  await api.files.delete(file.id);
  await expect(api.files.retrieve(file.id)).rejects.toBeInstanceOf(LlamaCloud.NotFoundError);
});

test("2 and 3: a parse job is created and shows what expand asks for", async () => {
  const job = await parse("instant-bill-0s-pages-4.pdf");
  expect(job).toMatchObject({ status: "PENDING", tier: "cost_effective", usage: null });
  expect(job.id).toMatch(/^pjb-[0-9a-z]+$/);
  const result = await client().parsing.get(job.id, { expand: ["markdown", "items", "job_metadata", "usage"] });
  expect(result.job).toMatchObject({ id: job.id, status: "COMPLETED", usage: { credits: 12 } });
  expect(result.markdown?.pages).toHaveLength(4);
  expect(result.markdown?.pages[0]).toMatchObject({ page_number: 1, success: true });
  expect(result.items?.pages).toHaveLength(4);
  expect(result.job_metadata).toMatchObject({ job_pages: 4 });
  expect(result.text).toBeNull();
});

test("4: a file is uploaded and parsed in one call", async () => {
  const params = {
    tier: "fast",
    version: "latest",
    upload_file: await pdf("queue-50ms-run-50ms.pdf"),
    expand: ["text"],
  };
  const result = await client().parsing.parse(params, quick);
  expect(result.text?.pages[0]?.text).toContain("Invoice INV-");
});

test("5: a failed job rejects with the vendor's reason", async () => {
  const job = await parse("instant-fail-PDF_IS_PROTECTED.pdf");
  const waiting = client().parsing.waitForCompletion(job.id, {}, quick);
  await expect(waiting).rejects.toMatchObject({
    name: "PollingError",
    message: `Job ${job.id} failed with status: FAILED | Error: PDF_IS_PROTECTED: Could not open PDF, as it seems to be protected.`,
  });
});

test("6: a running job is cancelled, and only then deleted", async () => {
  const api = client();
  const job = await parse("stuck.pdf");
  await expect(api.parsing.delete(job.id)).rejects.toBeInstanceOf(LlamaCloud.BadRequestError);
  expect(await api.parsing.cancel(job.id)).toMatchObject({ id: job.id, status: "CANCELLED" });
  await expect(api.parsing.waitForCompletion(job.id, {}, quick)).rejects.toThrow("status: CANCELLED");
  await expect(api.parsing.cancel(job.id)).rejects.toBeInstanceOf(LlamaCloud.BadRequestError);
  expect(await api.parsing.delete(job.id)).toEqual({ id: job.id, project_id: job.project_id });
  await expect(api.parsing.get(job.id)).rejects.toMatchObject({
    status: 404,
    error: { detail: "Parse job not found" },
  });
});

test("7: lists page through the jobs of one status, newest first", async () => {
  const failed: string[] = [];
  for (let index = 0; index < 3; index += 1) failed.unshift((await parse(`instant-fail-TIMEOUT-${index}.pdf`)).id);
  const found: string[] = [];
  for await (const job of client().parsing.list({ status: "FAILED", page_size: 1, job_ids: failed }))
    found.push(job.id);
  expect(found).toEqual(failed);
  const recent: string[] = [];
  for await (const job of client().parsing.list({ status: "FAILED", page_size: 2 })) recent.push(job.id);
  expect(recent.slice(0, 3)).toEqual(failed);
});

test("8: an extraction satisfies its schema and reports both legs of its cost", async () => {
  const file_input = await upload("instant-bill-0s-pages-2.pdf");
  const job = await client().extract.run(
    { file_input, configuration: { tier: "cost_effective", data_schema: schema } },
    quick,
  );
  expect(job.extract_result).toEqual({ total: expect.any(Number), vendor: expect.any(String) });
  expect([job.usage, job.extract_metadata, job.metadata, job.configuration]).toEqual([null, null, null, null]);
  const expand = ["usage", "extract_metadata", "metadata", "configuration"];
  const full = await client().extract.get(job.id, { expand });
  expect(full.usage).toEqual({ credits: 16, extract_credits: 10, parse_credits: 6 });
  expect(full.metadata?.usage).toEqual({ num_pages_extracted: 2, num_pages_billed: 2 });
  expect(full.extract_metadata?.parse_tier).toBe("cost_effective");
  expect(full.configuration?.data_schema).toEqual(schema);
  const leg = await client().parsing.get(full.extract_metadata?.parse_job_id ?? "", { expand: ["usage"] });
  expect(leg.job).toMatchObject({ status: "COMPLETED", usage: { credits: 6 } });
});

test("9: a classification picks one of the rules, once per transaction", async () => {
  const params = { file_input: await upload("instant.pdf"), transaction_id: "tx-1", configuration: { rules } };
  const job = await client().classify.run(params, quick);
  expect(job).toMatchObject({ status: "COMPLETED", document_input_type: "file_id", transaction_id: "tx-1" });
  expect(job.result?.type).toBe("invoice");
  const again = await client().classify.create({
    ...params,
    configuration: { rules: [...rules, { type: "b", description: "anything else" }] },
  });
  expect(again.id).toBe(job.id);
});

test("10: both split paths cover every page exactly once", async () => {
  const file = await upload("instant-pages-9.pdf");
  const configuration = { categories: [{ name: "invoice" }, { name: "contract" }] };
  const document_input = { type: "file_id", value: file };
  const beta = await client().beta.split.split({ document_input, configuration, ...quick });
  const created = await client().split.create({ file_input: file, configuration });
  const split = await client().split.get(created.id);
  expect([beta.status, split.status]).toEqual(["completed", "completed"]);
  for (const { result } of [beta, split]) {
    expect(result?.segments.flatMap((segment) => segment.pages)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const { category } of result?.segments ?? []) expect(["invoice", "contract"]).toContain(category);
  }
});

test("a split job with a transaction id already seen is the original one", async () => {
  const params = {
    file_input: await upload("a.pdf"),
    transaction_id: "tx-split",
    configuration: { categories: [{ name: "a" }] },
  };
  const first = await client().split.create(params);
  const again = await client().split.create({ ...params, configuration: { categories: [{ name: "b" }] } });
  expect(again).toMatchObject({ id: first.id, categories: [{ name: "a" }], transaction_id: "tx-split" });
});

test("a split job is cancelled a moment after it was asked to be", async () => {
  const job = await client().split.create({
    file_input: await upload("queue-0s-stuck.pdf"),
    configuration: { categories: [{ name: "a" }] },
  });
  expect((await client().split.cancel(job.id)).status).toBe("processing");
  await expect.poll(async () => (await client().split.get(job.id)).status).toBe("cancelled");
});

test("11: job data points tell when each job changed state", async () => {
  const job = await parse("instant-fail-TIMEOUT-data-point.pdf");
  const page = await client().jobDataPoints.list({ job_type: "parse", hours: 24 });
  const point = page.items.find((item) => item.id === job.id);
  expect(point).toMatchObject({ status: "failed", error_message: expect.stringContaining("TIMEOUT") });
  expect(point?.state_transitions).toMatchObject({ completed_at: null, failed_at: expect.any(String) });
});

test("12: refusals arrive as the SDK's own error classes, with the vendor's body", async () => {
  await expect(client().parsing.get("nope")).rejects.toMatchObject({
    status: 404,
    error: { detail: "Parse job not found" },
  });
  const invalid = client("llx-invalid").projects.list();
  await expect(invalid).rejects.toBeInstanceOf(LlamaCloud.AuthenticationError);
  await expect(
    client("llx-noquota").parsing.create({ tier: "fast", version: "latest", source_url: "https://a.example/a.pdf" }),
  ).rejects.toMatchObject({ status: 402, error: { detail: "No quota left to create a job" } });
  const { response } = await client().projects.list().withResponse();
  for (const name of ["retry-after", "x-request-id", "x-ratelimit-remaining"])
    expect(response.headers.has(name)).toBe(false);
});

test("a classify job that is cancelled is never reported as an error to the SDK's poller", async () => {
  const api = client();
  const job = await api.classify.create({ file_input: await upload("stuck.pdf"), configuration: { rules } });
  expect((await api.classify.cancel(job.id)).status).toBe("CANCELLED");
  const waiting = api.classify.waitForCompletion(job.id, {}, { ...quick, timeout: 0.1 });
  await expect(waiting).rejects.toMatchObject({ name: "PollingTimeoutError" });
});

test("a throttled extraction says so until it runs", async () => {
  const file_input = await upload("queue-0s-throttled-30s.pdf");
  const job = await client().extract.create({ file_input, configuration: { data_schema: schema } });
  expect((await client().extract.get(job.id)).status).toBe("THROTTLED");
});

test("jobs and files outlive the process that made them", async () => {
  const other = await startSandbox();
  try {
    const second = new LlamaCloud({ apiKey: "llx-b", baseURL: `${other.url}/llamaparse`, maxRetries: 0 });
    const file = await upload("instant-pages-3-fail-PDF_IS_BROKEN.pdf");
    const job = await client().parsing.create({ tier: "fast", version: "latest", file_id: file });
    const configuration = { data_schema: schema, extraction_target: "per_page" as const };
    const extract = await client().extract.create({ file_input: await upload("instant-pages-2.pdf"), configuration });
    expect(await second.files.retrieve(file)).toEqual(await client().files.retrieve(file));
    expect((await second.parsing.get(job.id)).job).toEqual((await client().parsing.get(job.id)).job);
    expect(await second.extract.get(extract.id)).toEqual(await client().extract.get(extract.id));
    expect((await second.parsing.list()).items).toEqual([]);
    expect((await second.parsing.list({ job_ids: [job.id] })).items.map((item) => item.status)).toEqual(["FAILED"]);
  } finally {
    await other.close();
  }
});
