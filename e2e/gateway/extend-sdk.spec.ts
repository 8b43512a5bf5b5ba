import { expect, test } from "@playwright/test";
import { ExtendClient, type ExtendError } from "extend-ai";
import { api, callOf, desk, endedJob, gatewayOf, rowsOfEntry } from "../desk.ts";

const sdk = new ExtendClient({ token: desk.clientToken, baseUrl: gatewayOf("extend") });
const file = (name: string) => ({ url: `https://example.com/${name}.pdf` });
const once = { maxRetries: 0 };

/** The error a call ends with. */
async function failureOf(call: PromiseLike<unknown>): Promise<ExtendError> {
  try {
    await call;
  } catch (error) {
    return error as ExtendError;
  }
  throw new Error("The call succeeded.");
}

test("1: a synchronous parse is a job inside its call, with the vendor's id and bill", async () => {
  const { data, rawResponse } = await sdk
    .parse({ file: file("claim-1"), responseType: "url", metadata: { a: 1 } })
    .withRawResponse();
  expect(data.status).toBe("PROCESSED");
  const job = await endedJob(data.id);
  expect(job).toMatchObject({
    provider: "extend",
    state: "succeeded",
    product: "parse",
    credits: { source: "reported" },
  });
  const call = await callOf(rawResponse.headers.get("x-docket-call-id"));
  expect(call).toMatchObject({ operation: "parse.sync", jobId: job.id });
});

test("2: a synchronous failure is a typed error with its body, and one failure of call and job", async () => {
  const error = await failureOf(sdk.parse({ file: file("fail-CORRUPT_FILE") }, once));
  expect(error).toMatchObject({ statusCode: 422, body: { code: "CORRUPT_FILE", requestId: expect.any(String) } });
  const call = await callOf(error.rawResponse?.headers.get("x-docket-call-id") ?? null);
  const failure = await api(`/failures/${call.failureId}`);
  expect(await rowsOfEntry(failure.entryId)).toContain("CORRUPT_FILE");
  expect(failure).toMatchObject({ jobId: call.jobId, requestId: (error.body as { requestId: string }).requestId });
});

test("3 and 4: a run is created and polled to its end; a failed one is returned and explained", async () => {
  const run = await sdk.parseRuns.create({ file: file("queue-0s-run-1s") });
  expect((await endedJob(run.id)).state).toBe("succeeded");
  const failed = await sdk.parseRuns.createAndPoll({ file: file("instant-fail-PASSWORD_PROTECTED_FILE") }, {
    maxWaitMs: 30_000,
  } as never);
  expect(failed).toMatchObject({ status: "FAILED", failureReason: "PASSWORD_PROTECTED_FILE" });
  const job = await endedJob(failed.id);
  expect(job).toMatchObject({ state: "failed", error: { code: "PASSWORD_PROTECTED_FILE" } });
  expect(await rowsOfEntry(job.failure.entryId)).toContain("PASSWORD_PROTECTED_FILE");
});

test("5 to 7: lists, cancel and delete", async () => {
  const page = await sdk.parseRuns.list({ status: "FAILED", maxPageSize: 5 } as never);
  expect(page.data.length).toBeGreaterThan(0);
  const run = await sdk.parseRuns.create({ file: file("run-60s") });
  await sdk.parseRuns.cancel(run.id);
  expect((await endedJob(run.id)).state).toBe("cancelled");
  expect(await sdk.parseRuns.delete(run.id)).toMatchObject({ id: run.id });
});

test("8 and 9: an upload, and a typed 404", async () => {
  const uploaded = await sdk.files.upload(new File(["%PDF-1.7"], "policy.pdf", { type: "application/pdf" }), {});
  expect(uploaded.name).toBe("policy.pdf");
  const missing = await failureOf(sdk.extractRuns.retrieve("exr_missing", {}, once));
  expect(missing.constructor.name).toBe("NotFoundError");
});

test("also: out of credits, the edge's page, a workspace header", async () => {
  const blocked = await failureOf(
    sdk.parse({ file: file("a") }, { ...once, headers: { "x-sandbox-provoke": "http-402-usage-blocked" } }),
  );
  expect(blocked.statusCode).toBe(402);
  const page = await sdk.files.list({ "x-extend-workspace-id": "ws_1" } as never);
  expect(Array.isArray(page.data)).toBe(true);
});
