import { expect, test } from "vitest";
import { runSandbox } from "../testing/run-sandbox.ts";
import { llamaparseApi } from "./llamaparse-api-for-tests.ts";

const sandbox = runSandbox({ maxUploadBytes: 200_000 });
const api = llamaparseApi(sandbox.url);
const tier = { tier: "cost_effective", version: "latest" };
const project = "3b7c2f0e-5d1a-4c86-9e2f-8a64d0b1f7c3";
const schema = { type: "object", properties: { total: { type: "number" } } };
const rules = [{ type: "invoice", description: "has an invoice number" }];
const categories = [{ name: "invoice" }];

async function expectDetail(answer: Promise<{ status: number; json: unknown }>, status: number, detail: unknown) {
  const { status: seen, json } = await answer;
  expect([seen, json]).toEqual([status, { detail }]);
}

test("a request without a bearer key, with a dead key, and with a key of another region", async () => {
  const bare = llamaparseApi(sandbox.url, "");
  await expectDetail(bare.call("GET", "/api/v1/projects"), 401, "Not authenticated");
  const text =
    "Invalid API Key. Please check your region https://developers.llamaindex.ai/python/cloud/general/regions.";
  for (const key of ["sk-other", "llx-invalid", "llx-wrong-region-eu"]) {
    await expectDetail(llamaparseApi(sandbox.url, key).call("GET", "/api/v1/projects"), 401, text);
  }
});

test("a path or a method the vendor does not have", async () => {
  await expectDetail(api.call("GET", "/api/v9/nothing"), 404, "Not Found");
  await expectDetail(api.call("DELETE", "/api/v1/projects"), 405, "Method Not Allowed");
});

test("uploads: empty, nameless, in the wrong field, too large", async () => {
  const path = "/api/v1/beta/files";
  await expectDetail(api.form(path, {}, { name: "a.pdf", bytes: "" }), 400, "Uploaded file is empty.");
  await expectDetail(api.form(path, { file: "bytes" }), 400, "File must have a filename.");
  await expectDetail(api.form(path, { purpose: "parse" }), 400, "file field is required for multipart requests.");
  const other = { name: "a.pdf", bytes: "%PDF-", field: "document" };
  await expectDetail(api.form(path, {}, other), 400, "file field is required for multipart requests.");
  const large = { name: "a.pdf", bytes: "%PDF-".padEnd(200_001) };
  await expectDetail(api.form(path, {}, large), 413, "File exceeds size limit");
  const long = { name: `${"n".repeat(200)}.pdf`, bytes: "%PDF-" };
  await expectDetail(api.form(path, {}, long), 400, "File name exceeds the maximum length of 200 characters");
});

test("parse v2: configuration, tier, version, file", async () => {
  const post = (body: unknown) => api.call("POST", "/api/v2/parse", body);
  const source_url = "https://example.com/a.pdf";
  await expectDetail(post({ source_url, configuration_id: "cfg-x" }), 403, "Access denied to this parse configuration");
  expect((await post({ source_url, configuration_id: "cfg-PARSE_AGENTIC" })).json.tier).toBe("agentic");
  await expectDetail(post({ source_url, tier: "fast" }), 400, "Must specify a version with a tier. Tier: fast");
  await expectDetail(post({ ...tier, file_id: "dfl-nothing" }), 404, "Source file not found in storage");
  await expectDetail(post({ source_url, version: "latest" }), 422, [
    { type: "missing", loc: ["body", "tier"], msg: "Field required", input: { source_url, version: "latest" } },
  ]);
  await expectDetail(post({ ...tier, source_url, parsing_instruction: "x" }), 422, [
    {
      type: "extra_forbidden",
      loc: ["body", "parsing_instruction"],
      msg: "Extra inputs are not permitted",
      input: "x",
    },
  ]);
  expect((await post({ ...tier, source_url, file_id: 3 })).json.detail[0].type).toBe("string_type");
  expect((await post(tier)).json.detail[0].type).toBe("value_error");
});

test("parse v2: an unknown tier is taken and fails later", async () => {
  const source_url = "https://example.com/instant.pdf";
  for (const wrong of [
    { tier: "premium", version: "latest" },
    { tier: "fast", version: "2026-09-07" },
  ]) {
    const created = await api.call("POST", "/api/v2/parse", { source_url, ...wrong });
    expect([created.status, created.json.status]).toEqual([200, "PENDING"]);
    const { json } = await api.call("GET", `/api/v2/parse/${created.json.id}`);
    expect(json.job).toMatchObject({ status: "FAILED", error_message: "INVALID_TIER_VERSION_COMBINATION" });
  }
});

test("parse v2: errors of a multipart configuration come as one text", async () => {
  const configuration = JSON.stringify({ ...tier, result_type: "markdown" });
  const answer = await api.form("/api/v2/parse/upload", { configuration }, { name: "a.pdf", bytes: "%PDF-" });
  expect(answer.status).toBe(422);
  expect(answer.json.detail).toMatch(
    /^Invalid configuration: 1 validation error for LlamaParseMultipartConfiguration\nresult_type\n/,
  );
});

test("parse v2: markdown is refused on the fast tier", async () => {
  const { json } = await api.call("POST", "/api/v2/parse", {
    tier: "fast",
    version: "latest",
    source_url: "https://a.example/instant.pdf",
  });
  const detail = "Markdown expansion is not available for FAST tier jobs.";
  await expectDetail(api.call("GET", `/api/v2/parse/${json.id}?expand=text&expand=markdown`), 400, detail);
  expect((await api.call("GET", `/api/v2/parse/${json.id}?expand=text`)).status).toBe(200);
});

test("parse v1: nothing to parse, unknown mode and model, webhooks that are not JSON, a result too early", async () => {
  const upload = (fields: Record<string, string>, name = "a.pdf") =>
    api.form("/api/v1/parsing/upload", fields, { name, bytes: "%PDF-" });
  await expectDetail(
    api.form("/api/v1/parsing/upload", { language: "en" }),
    400,
    "Either file, input_url, or input_s3_path must be provided.",
  );
  await expectDetail(upload({ parse_mode: "magic" }), 400, "Parsing mode magic is not supported.");
  await expectDetail(
    upload({ vendor_multimodal_model_name: "m1" }),
    400,
    "Vendor multimodal model m1 is not supported.",
  );
  await expectDetail(
    upload({ vendor_multimodal_api_key: "k" }),
    400,
    "Vendor API key are only supported for parse mode parse_page_with_lvm!",
  );
  await expectDetail(upload({ tier: "agentic" }), 400, "Must specify a version with a tier. Tier: agentic");
  expect((await upload({ webhook_configurations: "{oops" })).json.detail).toMatch(
    /^Invalid JSON in webhook_configurations: ./,
  );
  const { id } = (await upload({}, "stuck.pdf")).json;
  const early = "Result not found. Check job status to see if it has completed.";
  for (const result of ["text", "markdown", "json"]) {
    await expectDetail(api.call("GET", `/api/v1/parsing/job/${id}/result/${result}`), 404, early);
  }
  await expectDetail(api.call("GET", "/api/parsing/job/unknown"), 404, "Parse job not found");
});

test("a document's own bytes and name decide whether it can be read", async () => {
  const encrypted = `%PDF-1.7${" ".repeat(70_000)}/Encrypt 5 0 R`;
  const documents = [
    ["instant.pdf", "plain text", "PDF_IS_BROKEN"],
    ["instant.pdf", encrypted, "PDF_IS_PROTECTED"],
    ["instant.exe", "MZ", "UNSUPPORTED_FILE_TYPE"],
  ] as const;
  for (const [name, bytes, code] of documents) {
    const file_id = await api.upload(name, bytes);
    const created = await api.call("POST", "/api/v2/parse", { ...tier, file_id });
    const { json } = await api.call("GET", `/api/v2/parse/${created.json.id}`);
    expect(json.job.error_message).toContain(code);
  }
});

test("a job that runs into its own time limit fails with TIMEOUT", async () => {
  const processing_control = { timeouts: { base_in_seconds: 0 } };
  const source_url = "https://example.com/queue-0s-run-30s.pdf";
  const created = await api.call("POST", "/api/v2/parse", { ...tier, source_url, processing_control });
  const { json } = await api.call("GET", `/api/v2/parse/${created.json.id}`);
  expect(json.job.error_message).toContain("TIMEOUT");
});

test("extract: schemas, inputs, sizes, projects", async () => {
  const post = (body: unknown, query = "") => api.call("POST", `/api/v2/extract${query}`, body);
  const configuration = { data_schema: schema };
  const rootless = { file_input: "dfl-x", configuration: { data_schema: { type: "array" } } };
  expect((await post(rootless)).json.detail).toMatch(/^schema_validation: ./);
  const withDefault = { type: "object", properties: { a: { type: "string", default: "b" } } };
  const validate = (data_schema: unknown) => api.call("POST", "/api/v2/extract/schema/validation", { data_schema });
  expect((await validate(withDefault)).json.detail).toMatch(/^schema_validation: Default values/);
  expect((await validate(schema)).json).toEqual({ data_schema: schema });
  await expectDetail(post({ file_input: "dfl-x", configuration }), 400, "inputs_invalid: File dfl-x not found");
  const parse = (await api.call("POST", "/api/v2/parse", { ...tier, source_url: "https://a.example/stuck-queued.pdf" }))
    .json.id;
  await expectDetail(
    post({ file_input: parse, configuration }),
    400,
    `inputs_invalid: Parse job ${parse} is not completed (status: PENDING)`,
  );
  const large = await api.upload("size-120mb.pdf");
  await expectDetail(post({ file_input: large, configuration }), 413, "File size exceeds 100MB limit.");
  const file = await api.upload("a.pdf");
  await expectDetail(
    post({ file_input: file, configuration }, "?project_id=other"),
    403,
    "Access denied to the specified file.",
  );
  await expectDetail(post({ configuration }), 422, [
    { type: "missing", loc: ["body", "file_input"], msg: "Field required", input: { configuration } },
  ]);
  const wrongTier = await post({ file_input: file, configuration: { ...configuration, tier: "fast" } });
  expect(wrongTier.json.detail[0]).toMatchObject({
    type: "literal_error",
    loc: ["body", "configuration", "tier"],
    msg: "Input should be 'cost_effective', 'agentic', 'agentic_plus' or 'turbo'",
  });
});

test("extraction agents: names, the default one, unknown ones", async () => {
  const base = "/api/v1/extraction/extraction-agents";
  const nameless = api.call("POST", base, { name: "---", data_schema: schema });
  await expectDetail(nameless, 400, "Extraction agent name must have at least some alphanumeric characters.");
  const { id } = (await api.call("GET", `${base}/default`)).json;
  await expectDetail(api.call("DELETE", `${base}/${id}`), 400, "Cannot delete the default extraction agent.");
  const unknown = "Extraction agent abc not found or user does not have access.";
  await expectDetail(api.call("GET", `${base}/abc`), 404, unknown);
  const agent = (await api.call("POST", base, { name: "Invoices", data_schema: schema })).json;
  const job = { extraction_agent_id: agent.id, file_id: await api.upload("instant.pdf") };
  const created = (await api.call("POST", "/api/v1/extraction/jobs", job)).json;
  expect((await api.call("GET", `/api/v1/extraction/jobs/${created.id}`)).json).toMatchObject({
    status: "SUCCESS",
    error: null,
  });
  const result = await api.call("GET", `/api/v1/extraction/jobs/${created.id}/result`);
  expect(result.json.data).toEqual({ total: expect.any(Number) });
});

test("classify: projects, rules, configurations, unknown jobs", async () => {
  const post = (body: unknown, query = "") => api.call("POST", `/api/v2/classify${query}`, body);
  const configuration = { rules };
  await expectDetail(
    post({ file_input: "dfl-x", configuration }),
    400,
    `File ID dfl-x is not in Project ID ${project}`,
  );
  await expectDetail(
    post({ file_input: "pjb-x", configuration }),
    400,
    `Parse Job ID pjb-x is not in Project ID ${project}`,
  );
  const file = await api.upload("a.pdf");
  await expectDetail(
    post({ file_input: file, configuration }, "?project_id=p2"),
    400,
    `File ID ${file} is not in Project ID p2`,
  );
  await expectDetail(
    post({ file_input: file, configuration_id: "cfg-1" }),
    404,
    "Classify configuration cfg-1 not found",
  );
  const wrong = [
    { rules: [] },
    { rules: [...rules, ...rules] },
    { rules, mode: "MULTIMODAL" },
    { rules: [{ type: "a", description: "short" }] },
  ];
  for (const bad of wrong) {
    const answer = await post({ file_input: file, configuration: bad });
    expect([answer.status, answer.json.detail]).toEqual([
      400,
      expect.stringMatching(/^Invalid classify configuration parameters for (rules|mode): ./),
    ]);
  }
  await expectDetail(api.call("GET", "/api/v2/classify/none"), 404, "Classify job not found");
});

test("split: input type, file type, size, categories, unknown files and jobs", async () => {
  const post = (body: unknown) => api.call("POST", "/api/v1/split/jobs", body);
  const beta = (document_input: unknown) =>
    api.call("POST", "/api/v1/beta/split/jobs", { document_input, configuration: { categories } });
  const configuration = { categories };
  const onlyFiles = "Only file_id document inputs are supported for split jobs.";
  await expectDetail(beta({ type: "parse_job_id", value: "pjb-x" }), 400, onlyFiles);
  const sheet = await api.upload("a.xlsx", "PK");
  await expectDetail(
    post({ file_input: sheet, configuration }),
    400,
    "Unsupported file type: xlsx. Supported file types are pdf, doc, docx, ppt, pptx",
  );
  const large = await api.upload("size-600mb.pdf");
  await expectDetail(
    post({ file_input: large, configuration }),
    400,
    "File size (600.00 MB) exceeds the maximum allowed size of 512 MB.",
  );
  const file = await api.upload("a.pdf");
  expect((await post({ file_input: file, configuration: { categories: [] } })).json.detail).toMatch(
    /^Split configuration \S+ has no categories$/,
  );
  await expectDetail(post({ file_input: "dfl-x", configuration }), 404, `File dfl-x not found in project ${project}`);
  for (const path of ["/api/v1/split/jobs/none", "/api/v1/beta/split/jobs/none"]) {
    await expectDetail(api.call("GET", path), 404, "Split job not found");
  }
});

test("a body that is not JSON, and one that is missing", async () => {
  const response = await fetch(`${sandbox.url()}/llamaparse/api/v2/parse`, {
    method: "POST",
    headers: { authorization: "Bearer llx-a", "content-type": "application/json" },
    body: "{nope",
  });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ detail: [{ type: "json_invalid", msg: "JSON decode error" }] });
  expect((await api.call("POST", "/api/v2/parse")).json.detail[0]).toMatchObject({ type: "missing", loc: ["body"] });
});
