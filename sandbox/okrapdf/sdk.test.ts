import OpenAI from "openai";
import { expect, test } from "vitest";
import { runSandbox } from "../testing/run-sandbox.ts";

const sandbox = runSandbox();
const base = () => `${sandbox.url()}/okrapdf`;
const headers = { authorization: "Bearer okra_sk_test", "content-type": "application/json" };
const call = async (method: string, path: string, body?: object) => {
  const answer = await fetch(base() + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  return { status: answer.status, json: (await answer.json()) as any };
};
const upload = async (name: string): Promise<string> =>
  (await call("POST", "/v1/documents", { url: `https://example.com/${name}.pdf` })).json.document_id;
const client = (documentId: string) =>
  new OpenAI({ apiKey: "okra_sk_test", baseURL: `${base()}/v1/documents/${documentId}`, maxRetries: 0 });
const messages = [{ role: "user" as const, content: "What is the total?" }];
const schema = { type: "object", properties: { total: { type: "number" } } };
const response_format = { type: "json_schema" as const, json_schema: { name: "invoice", schema } };

test("a document is uploaded, followed by its phase, and read as a record", async () => {
  const id = await upload("queue-0s-run-1s-pages-3");
  expect((await call("GET", `/v1/documents/${id}/status`)).json.phase).toBe("extracting");
  const done = await upload("instant-pages-3");
  expect((await call("GET", `/document/${done}/status`)).json).toMatchObject({ phase: "complete", pagesTotal: 3 });
  expect((await call("GET", `/v1/documents/${done}`)).json).toMatchObject({ status: "completed", total_pages: 3 });
  expect((await call("GET", "/v1/documents?limit=5")).json.documents.length).toBeGreaterThan(0);
});

test("the documented client extracts by a schema, and chats", async () => {
  const openai = client(await upload("instant"));
  const done = await openai.chat.completions.create({ model: "default", messages, response_format });
  expect(JSON.parse(done.choices[0]?.message.content ?? "")).toHaveProperty("total");
  expect(done.usage?.total_tokens).toBeGreaterThan(400);
  const parts: string[] = [];
  for await (const chunk of await openai.chat.completions.create({ model: "default", messages, stream: true })) {
    parts.push(chunk.choices[0]?.delta.content ?? "");
  }
  expect(parts.join("")).toMatch(/about/);
});

test("the client's classes for errors: what it keeps, what it loses", async () => {
  const id = await upload("instant");
  const ask = (slug: string) =>
    client(id)
      .chat.completions.create(
        { model: "default", messages, response_format },
        { headers: { "x-sandbox-provoke": slug } },
      )
      .catch((caught) => caught);
  expect(await ask("http-422-blocked")).toMatchObject({ status: 422, code: "EXTRACTION_BLOCKED" });
  const timedOut = await ask("http-504-structured-output");
  expect(timedOut).toMatchObject({ status: 504, type: "server_error", error: { details: { timeoutMs: 120_000 } } });
  expect(timedOut.code).toBeUndefined();
  expect((await ask("http-422-flat")).message).toContain("no body");
  expect((await ask("http-502-edge")).status).toBe(502);
});

test("a chat on a document that is not done is refused; on an address it may answer 202", async () => {
  const error = await client(await upload("stuck"))
    .chat.completions.create({ model: "default", messages })
    .catch((caught) => caught);
  expect(error).toMatchObject({ status: 404, code: "DOCUMENT_NOT_FOUND" });
  const pending = await call("POST", "/v1/resolve/chat/completions", {
    source: { type: "url", url: "https://example.com/run-5s.pdf" },
    messages,
  });
  expect(pending).toMatchObject({ status: 202, json: { run_id: expect.any(String) } });
});

test("jobs tell their cost in dollars, and why they failed", async () => {
  const made = await call("POST", "/v1/parse", { url: "https://example.com/instant-pages-5.pdf" });
  expect((await call("GET", `/v1/jobs/${made.json.id}`)).json).toMatchObject({ status: "succeeded", cost_usd: 0.02 });
  const failed = await call("POST", "/v1/parse", { url: "https://example.com/instant-fail-timeout.pdf" });
  expect((await call("GET", `/v1/jobs/${failed.json.id}`)).json).toMatchObject({
    status: "failed",
    error_code: "parse_timeout",
  });
});
