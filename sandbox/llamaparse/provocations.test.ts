import { expect, test } from "vitest";
import { routeName } from "../http/exchange.ts";
import type { Provocation } from "../provoke/provocation.ts";
import { runSandbox } from "../testing/run-sandbox.ts";
import { systemClock } from "../time/clock.ts";
import { makeWebhookSender } from "../webhooks/webhook-sender.ts";
import { documentedErrors, rowName } from "./documented-errors.ts";
import { makeLlamaparse } from "./index.ts";
import { llamaparseApi } from "./llamaparse-api-for-tests.ts";
import { llamaparseProvocations } from "./state.ts";

const sandbox = runSandbox();
const api = llamaparseApi(sandbox.url);

const ofKind = (kind: Provocation["kind"]) => llamaparseProvocations.filter((provocation) => provocation.kind === kind);
const someId = "00000000-0000-4000-8000-000000000000";

/** The documented text as a pattern: `...` stands for anything but nothing. */
function patternOf(text: string): RegExp {
  return new RegExp(`^${text.split("...").map(RegExp.escape).join("[^]+")}$`);
}

function expectDocumented(
  provocation: Provocation,
  answer: { status: number; json: { detail?: unknown }; text: string },
) {
  expect(answer.status).toBe(provocation.status);
  if (provocation.text === null) return;
  const said = answer.json?.detail ?? answer.text;
  expect(said).toMatch(patternOf(provocation.text));
  expect(said).not.toContain("...");
}

test("each of the 66 rows of the vendor's error page has a provocation", () => {
  const bySection = Object.groupBy(documentedErrors, (error) => error.section);
  expect(Object.fromEntries(Object.entries(bySection).map(([section, rows]) => [section, rows?.length]))).toEqual({
    "Quota & Billing Errors": 8,
    "File Upload Errors": 4,
    "Parse Errors": 10,
    "Job failure reasons": 7,
    "Extract Errors": 11,
    "Classify Errors": 7,
    "Split Errors": 6,
    "HTTP Status Code Reference": 13,
  });
  const covered = new Set(llamaparseProvocations.flatMap((provocation) => provocation.rows));
  expect(documentedErrors.map(rowName).filter((row) => !covered.has(row))).toEqual([]);
  expect(documentedErrors).toHaveLength(66);
});

test("every route that a provocation names exists", () => {
  const world = { clock: systemClock, webhooks: makeWebhookSender(systemClock, false) };
  const { routes } = makeLlamaparse({
    ...world,
    baseUrl: () => "",
    payloadUrl: () => "",
    rateLimits: false,
    maxUploadBytes: null,
  });
  const known = new Set(["*", ...routes.map(routeName)]);
  const named = llamaparseProvocations.flatMap((provocation) => provocation.endpoints);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test("slugs are unique, whatever their case", () => {
  const slugs = llamaparseProvocations.map((provocation) => provocation.slug.toLowerCase());
  expect(new Set(slugs).size).toBe(slugs.length);
});

const endpoints = ofKind("http").flatMap((provocation) =>
  (provocation.endpoints.includes("*") ? ["GET /api/v1/projects"] : provocation.endpoints).map(
    (endpoint) => [provocation.slug, endpoint, provocation] as const,
  ),
);

test.each(endpoints)("%s by header on %s", async (slug, endpoint, provocation) => {
  const [method = "", path = ""] = endpoint.split(" ");
  const answer = await api.call(method, path.replaceAll("{id}", someId), method === "POST" ? {} : undefined, {
    "x-sandbox-provoke": slug,
  });
  expectDocumented(provocation, answer);
});

const jsonPosts = endpoints.filter(([, endpoint]) => endpoint.startsWith("POST") && !/upload$|files$/.test(endpoint));

test.each(jsonPosts)("%s by a field of the body on %s", async (slug, endpoint, provocation) => {
  const path = endpoint.split(" ")[1]?.replaceAll("{id}", someId) ?? "";
  expectDocumented(provocation, await api.call("POST", path, { note: `please provoke:${slug}` }));
});

const byFileName = ofKind("http").filter(
  ({ endpoints: where }) =>
    where.includes("*") || where.some((one) => /POST .*(parse$|extract$|classify$|split\/jobs$)/.test(one)),
);

test.each(byFileName.map((provocation) => [provocation.slug, provocation] as const))(
  "%s by the name of an uploaded file",
  async (slug, provocation) => {
    const where = provocation.endpoints.includes("*") ? ["POST /api/v2/parse"] : provocation.endpoints;
    const uploads = await api.form(
      "/api/v1/beta/files",
      { purpose: "parse" },
      { name: `scan-${slug}.pdf`, bytes: "%PDF-" },
    );
    if (where.includes("POST /api/v1/beta/files")) return expectDocumented(provocation, uploads);
    expect(uploads.status).toBe(201);
    const { id } = uploads.json;
    const inputs: Record<string, object> = {
      "POST /api/v2/parse": { file_id: id },
      "POST /api/v2/extract": { file_input: id },
      "POST /api/v2/classify": { file_input: id },
      "POST /api/v1/split/jobs": { file_input: id },
      "POST /api/v1/beta/split/jobs": { document_input: { type: "file_id", value: id } },
    };
    for (const endpoint of where.filter((one) => one in inputs)) {
      expectDocumented(provocation, await api.call("POST", endpoint.slice(5), inputs[endpoint]));
    }
  },
);

test("a token for a read strikes the reads of the job that was created with it", async () => {
  const source = { source_url: "https://example.com/http-404-parse-job.pdf", tier: "fast", version: "latest" };
  const created = await api.call("POST", "/api/v2/parse", source);
  expect(created.status).toBe(200);
  const read = await api.call("GET", `/api/v2/parse/${created.json.id}`);
  expect([read.status, read.json]).toEqual([404, { detail: "Parse job not found" }]);
});

const failures = ofKind("job").map((provocation) => [provocation.slug, provocation] as const);

test.each(failures)("%s by file name, in parse v2", async (slug, provocation) => {
  const source_url = `https://example.com/instant-${slug}.pdf`;
  const created = await api.call("POST", "/api/v2/parse", { source_url, tier: "fast", version: "latest" });
  const { json } = await api.call("GET", `/api/v2/parse/${created.json.id}`);
  expect(json.job.status).toBe("FAILED");
  if (provocation.code !== null) expect(json.job.error_message).toContain(provocation.code);
  if (provocation.text !== null) expect(json.job.error_message).toContain(provocation.text.split("{id}")[0]);
  if (provocation.code === null && provocation.text === null) expect(json.job.error_message).toBeNull();
});

test.each(failures)("%s by file name, in parse v1", async (slug, provocation) => {
  const created = await api.form("/api/v1/parsing/upload", {}, { name: `instant-${slug}.pdf`, bytes: "%PDF-" });
  expect(created.json).toEqual({ id: created.json.id, status: "PENDING", error_code: null, error_message: null });
  const { json } = await api.call("GET", `/api/v1/parsing/job/${created.json.id}`);
  const message = provocation.text?.replaceAll("{id}", created.json.id) ?? null;
  expect(json).toEqual({ id: created.json.id, status: "ERROR", error_code: provocation.code, error_message: message });
});

const creates = {
  extract: (file: string) =>
    ["/api/v2/extract", { file_input: file, configuration: { data_schema: oneField } }] as const,
  classify: (file: string) =>
    ["/api/v2/classify", { file_input: file, configuration: { rules: [invoiceRule] } }] as const,
  split: (file: string) =>
    ["/api/v1/split/jobs", { file_input: file, configuration: { categories: [{ name: "a" }] } }] as const,
};
const oneField = { type: "object", properties: { total: { type: "number" } } };
const invoiceRule = { type: "invoice", description: "has an invoice number" };

test.each(Object.entries(creates))("every failure of a document fails its %s job too", async (_product, request) => {
  for (const [slug, provocation] of failures.filter(([, one]) => one.endpoints.includes("POST /api/v2/extract"))) {
    const [path, body] = request(await api.upload(`instant-${slug}.pdf`));
    const created = await api.call("POST", path, body);
    const { json } = await api.call("GET", `${path}/${created.json.id}`);
    expect(json.status.toUpperCase()).toBe("FAILED");
    if (provocation.code !== null) expect(json.error_message).toContain(provocation.code);
  }
});

test("a server error carries its correlation id inside the sentence, a new one each time", async () => {
  const read = async () => {
    const { json } = await api.call("GET", "/api/v1/projects", undefined, {
      "x-sandbox-provoke": "http-500-internal-server-error",
    });
    return /correlation ID:\s*([0-9a-f-]{36})$/i.exec(json.detail)?.[1];
  };
  const ids = [await read(), await read()];
  expect(ids.every((id) => id !== undefined)).toBe(true);
  expect(ids[0]).not.toBe(ids[1]);
});

test("a header that does not belong to a route leaves the route alone", async () => {
  const answer = await api.call("GET", "/api/v1/projects", undefined, { "x-sandbox-provoke": "http-402-no-quota" });
  expect(answer.status).toBe(200);
});

test("a path without a route of its own answers what a POST asks for", async () => {
  const slug = "http-429-max-users";
  const answer = await api.call("POST", "/api/v1/users/invite", { email: "a@example.com", note: `provoke:${slug}` });
  expect(answer.status).toBe(429);
  expect(answer.json.detail).toMatch(/^You've already reached the maximum number of users./);
});
