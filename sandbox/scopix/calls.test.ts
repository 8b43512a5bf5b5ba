import { expect, test } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { runSandbox } from "../testing/run-sandbox.ts";

const clock = manualClock();
const sandbox = runSandbox({ clock });
const limited = runSandbox({ clock, rateLimits: true });

async function call(method: string, path: string, body?: object | FormData, key = "scopix_test", base = sandbox.url()) {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${base}/scopix${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(isForm || !body ? {} : { "content-type": "application/json" }) },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") && text !== "";
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  return { status: answer.status, headers: answer.headers, text, json: (isJson ? JSON.parse(text) : null) as any };
}

function form(name: string, bytes = "%PDF-1.7") {
  const body = new FormData();
  body.set("file", new File([bytes], name));
  return body;
}

test("a document is uploaded, followed, listed and deleted; deleting answers 204", async () => {
  const made = await call("POST", "/files/upload", form("instant-pages-3.pdf"));
  expect(made).toMatchObject({ status: 201, json: { text_extraction_status: "completed", page_count: 3 } });
  const status = await call("GET", `/document-uploads/${made.json.id}/status`);
  expect(status.json).toMatchObject({ document_id: made.json.id, text_extraction_status: "completed" });
  expect((await call("GET", "/files")).json.items).toHaveLength(1);
  expect(await call("DELETE", `/files/${made.json.id}`)).toMatchObject({ status: 204, text: "" });
  expect(await call("GET", `/files/${made.json.id}`)).toMatchObject({
    status: 404,
    json: { detail: expect.any(String) },
  });
});

test("a failed document says no more than that; a batch has a summary", async () => {
  const made = await call("POST", "/user-files/upload/stream", form("instant-fail-processing.pdf"));
  expect((await call("GET", `/document-uploads/${made.json.id}/status`)).json.text_extraction_status).toBe("failed");
  const batch = await call("POST", "/files/upload/batch", form("instant-ends-partial.pdf"));
  expect((await call("GET", `/uploads/sessions/${batch.json.batch_id}/status`)).json).toMatchObject({
    status: "partially_completed",
    error_summary: { count: 1 },
  });
});

test("a missing field is a list of issues", async () => {
  const answer = await call("POST", "/extract", { image_url: "https://example.com/a.png" });
  expect(answer).toMatchObject({ status: 422, json: { detail: [{ loc: ["body", "schema"], msg: "Field required" }] } });
});

test("a chat's error comes inside its 200", async () => {
  const answer = await call("POST", "/chat/sessions/chat_1/messages/stream", { message: "fail-timeout" });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain(
    'event: error\ndata: {"type":"error","message":"Operation timed out","code":"TIMEOUT"}',
  );
});

test("the thirty-first request of a minute is limited, with Retry-After and the envelope", async () => {
  const ask = () => call("GET", "/usage/breakdown", undefined, "scopix_test", limited.url());
  for (let n = 0; n < 30; n += 1) expect((await ask()).status).toBe(200);
  const over = await ask();
  expect(over).toMatchObject({
    status: 429,
    json: { error: { code: "RATE_LIMIT_ERROR" }, request_id: expect.any(String) },
  });
  expect(over.headers.get("retry-after")).toBe("60");
  expect(over.headers.get("x-ratelimit-limit")).toBe("30");
});

test("keys", async () => {
  expect((await call("GET", "/files", undefined, "sk_other")).json.error.code).toBe("INVALID_API_KEY");
  expect((await call("POST", "/extract", {}, "scopix_nocredits")).json.error.code).toBe("USAGE_LIMIT_EXCEEDED");
});
