import { expect, test } from "@playwright/test";
import OpenAI from "openai";
import { api, callOf, desk, endedJob, gatewayOf } from "../desk.ts";

const base = gatewayOf("okrapdf");
const messages = [{ role: "user" as const, content: "What is the total?" }];
const schema = { type: "object", properties: { total: { type: "number" } } };
const response_format = { type: "json_schema" as const, json_schema: { name: "invoice", schema } };
const client = (documentId: string) =>
  new OpenAI({ apiKey: desk.clientToken, baseURL: `${base}/v1/documents/${documentId}`, maxRetries: 0 });

async function send(path: string, body?: object) {
  const answer = await fetch(base + path, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${desk.clientToken}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asserts on
  return { status: answer.status, callId: answer.headers.get("x-docket-call-id"), json: (await answer.json()) as any };
}
const upload = async (name: string): Promise<string> =>
  (await send("/v1/documents", { url: `https://example.com/${name}.pdf` })).json.document_id;

test("a document is followed by its phase to its end", async () => {
  const id = await upload("queue-0s-run-1s-pages-3");
  expect(await endedJob(id)).toMatchObject({ state: "succeeded", vendorStatus: "complete", pages: 3 });
  const failed = await endedJob(await upload("instant-fail-processing"));
  expect(failed).toMatchObject({ state: "failed", failure: { entryId: "okrapdf/document-failed" } });
  expect((await send("/v1/documents?limit=5")).json.documents.length).toBeGreaterThan(0);
});

test("a chat with a schema is an extraction inside its call; one without is none", async () => {
  const openai = client(await upload("instant"));
  const { data, response } = await openai.chat.completions
    .create({ model: "default", messages, response_format })
    .withResponse();
  expect(JSON.parse(data.choices[0]?.message.content ?? "")).toHaveProperty("total");
  const call = await callOf(response.headers.get("x-docket-call-id"));
  expect(await api(`/jobs/${call.jobId}`)).toMatchObject({
    state: "succeeded",
    product: "extract",
    credits: { credits: null },
  });
  const plain = await openai.chat.completions.create({ model: "default", messages }).withResponse();
  expect((await callOf(plain.response.headers.get("x-docket-call-id"))).jobId).toBeNull();
});

test("streams pass; an error inside a 200 fails the job", async () => {
  const openai = client(await upload("instant"));
  const parts: string[] = [];
  const good = await openai.chat.completions.create({ model: "default", messages, stream: true });
  for await (const chunk of good) parts.push(chunk.choices[0]?.delta.content ?? "");
  expect(parts.join("")).toContain("about");
  const { data, response } = await openai.chat.completions
    .create({
      model: "default",
      messages: [{ role: "user", content: "stream-error" }],
      response_format,
      stream: true,
    })
    .withResponse();
  const broken = (async () => {
    for await (const _ of data);
  })();
  await expect(broken).rejects.toThrow(/model overloaded/);
  const call = await callOf(response.headers.get("x-docket-call-id"));
  expect(call.status).toBe(200);
  const job = await api(`/jobs/${call.jobId}`);
  expect(job.state).toBe("failed");
  expect(job.failure).not.toBeNull();
});

test("one code, two meanings: the endpoint decides", async () => {
  const id = await upload("instant");
  const ask = (slug: string) =>
    client(id)
      .chat.completions.create(
        { model: "default", messages, response_format },
        { headers: { "x-sandbox-provoke": slug } },
      )
      .catch((caught) => caught);
  const entryOf = async (error: { headers: Headers }) => {
    const call = await callOf(error.headers.get("x-docket-call-id"));
    return (await api(`/failures/${call.failureId}`)).entryId;
  };
  expect(await entryOf(await ask("http-504-extraction"))).toBe("okrapdf/extraction-timed-out");
  expect(await entryOf(await ask("http-504-structured-output"))).toBe("okrapdf/extraction-timed-out");
  expect(await entryOf(await ask("http-422-extracted"))).toBe("okrapdf/extracted-data-not-valid");
  const answer = await fetch(`${base}/v1/documents`, {
    headers: { authorization: `Bearer ${desk.clientToken}`, "x-sandbox-provoke": "http-504-timeout" },
  });
  await answer.arrayBuffer();
  expect(await entryOf(answer)).toBe("okrapdf/timed-out");
});

test("the client's classes come through, and a caller's own model keys are kept nowhere", async () => {
  const secret = "sk-callers-own-model-key";
  const id = await upload("instant");
  const error = await client(id)
    .chat.completions.create(
      { model: "default", messages, response_format },
      { headers: { "x-sandbox-provoke": "http-422-blocked", "x-vendor-keys": JSON.stringify({ openai: secret }) } },
    )
    .catch((caught) => caught);
  expect(error).toMatchObject({ status: 422, code: "EXTRACTION_BLOCKED" });
  const call = await callOf(error.headers.get("x-docket-call-id"));
  expect(JSON.stringify(await api(`/failures/${call.failureId}`))).not.toContain(secret);
});

test("a chat on an address that answers 202 goes on as a job", async () => {
  const pending = await send("/v1/resolve/chat/completions", {
    source: { type: "url", url: "https://example.com/queue-0s-run-1s.pdf" },
    messages,
    response_format,
  });
  expect(pending.status).toBe(202);
  expect((await endedJob(pending.json.run_id)).state).toBe("succeeded");
});
