import { expect, test } from "@playwright/test";
import { api, callOf, desk, endedJob, gatewayOf } from "../desk.ts";

// The vendor has no public SDK: plain requests.
async function send(method: string, path: string, body?: object | FormData, headers: Record<string, string> = {}) {
  const isForm = body instanceof FormData;
  const answer = await fetch(gatewayOf("scopix") + path, {
    method,
    headers: {
      authorization: `Bearer ${desk.clientToken}`,
      ...(isForm || !body ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") && text !== "";
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asserts on
  const json = (isJson ? JSON.parse(text) : null) as any;
  return { status: answer.status, headers: answer.headers, callId: answer.headers.get("x-docket-call-id"), json };
}

function form(name: string) {
  const body = new FormData();
  body.set("file", new File(["%PDF-1.7"], name));
  return body;
}

test("an upload is a job followed to its end, by either edition's path", async () => {
  const made = await send("POST", "/files/upload", form("queue-0s-run-1s-pages-3.pdf"));
  expect(made.status).toBe(201);
  const job = await endedJob(made.json.id);
  expect(job).toMatchObject({
    state: "succeeded",
    vendorStatus: "completed",
    fileName: "queue-0s-run-1s-pages-3.pdf",
    credits: { source: "unknown", credits: null },
  });
  const older = await send("POST", "/user-files/upload/stream", form("instant-fail-processing.pdf"));
  expect(await endedJob(older.json.id)).toMatchObject({
    state: "failed",
    failure: { entryId: "scopix/failed-without-reason" },
  });
  expect((await send("DELETE", `/files/${made.json.id}`)).status).toBe(204);
});

test("an extraction lives inside its call", async () => {
  const schema = { type: "object", properties: { total: { type: "number" } } };
  const done = await send("POST", "/extract", { image_url: "https://example.com/receipt.png", schema });
  expect(done.json.extracted_data).toHaveProperty("total");
  const call = await callOf(done.callId);
  expect(await api(`/jobs/${call.jobId}`)).toMatchObject({
    state: "succeeded",
    product: "extract",
    fileName: "receipt.png",
  });
});

test("each layer's errors lead to their entries", async () => {
  const entryOf = async (slug: string, path = "/files", method = "GET", body?: object) => {
    const answer = await send(method, path, body, { "x-sandbox-provoke": slug });
    const call = await callOf(answer.callId);
    return (await api(`/failures/${call.failureId}`)).entryId;
  };
  expect(await entryOf("http-429-rate-limit")).toBe("scopix/rate-limited");
  expect(await entryOf("http-429-usage")).toBe("scopix/usage-limit");
  expect(await entryOf("http-422-validation")).toBe("scopix/validation-failed");
  expect(await entryOf("http-404-rule")).toBe("scopix/http-404");
  expect(await entryOf("http-503-vlm", "/extract", "POST", {})).toBe("scopix/vision-provider-failed");
  expect(await entryOf("http-500-bare")).toBe("scopix/http-500");
});

test("an error inside a chat's 200 fails the job", async () => {
  const answer = await send("POST", "/chat/sessions/chat_1/messages/stream", { message: "fail-timeout" });
  expect(answer.status).toBe(200);
  const call = await callOf(answer.callId);
  expect(await api(`/jobs/${call.jobId}`)).toMatchObject({ state: "failed", failure: { entryId: "scopix/timed-out" } });
});
