import { expect, test } from "@playwright/test";
import LandingAIADE, { APIError, NotFoundError, toFile, V2SyncTimeoutError } from "landingai-ade";
import { api, callOf, desk, endedJob, gatewayOf, rowsOfEntry } from "../desk.ts";

const sdk = new LandingAIADE({ apikey: desk.clientToken, baseURL: gatewayOf("landingai"), maxRetries: 0 });
const pdf = (name: string) => toFile(Buffer.from("%PDF-1.4 sample"), name);
const schema = JSON.stringify({ type: "object", properties: { total: { type: "number" } } });

test("1: a partial parse is a success for its caller, and a partial job with its loss and bill", async () => {
  const { data, response } = await sdk
    .parse({ document: await pdf("a pages-4-bad-pages-1.pdf"), model: "dpt-2-latest", split: "page" })
    .withResponse();
  expect(response.status).toBe(206);
  expect(data.metadata.failed_pages).toEqual([1]);
  const call = await callOf(response.headers.get("x-docket-call-id"));
  const job = await api(`/jobs/${call.jobId}`);
  expect(job).toMatchObject({ state: "partial", pages: 4, credits: { source: "reported", credits: 12 } });
  expect(job.failure).toMatchObject({ entryId: "landingai/pages-failed", family: "partial_result" });
});

test("2: an extraction at once", async () => {
  const { data, response } = await sdk
    .extract({ schema, markdown: "# Invoice\n\nTotal 12", strict: true })
    .withResponse();
  expect(data.extraction).toHaveProperty("total");
  const call = await callOf(response.headers.get("x-docket-call-id"));
  expect(call.operation).toBe("extract.sync");
  expect((await api(`/jobs/${call.jobId}`)).state).toBe("succeeded");
});

test("3 to 5: extract jobs", async () => {
  const { job_id } = await sdk.extractJobs.create({
    schema,
    markdown_url: "https://example.com/run-1s.md",
    output_save_url: "https://example.com/put",
  });
  expect((await endedJob(job_id)).state).toBe("succeeded");
  expect((await sdk.extractJobs.get(job_id)).status).toBe("completed");
  await expect(sdk.extractJobs.get("extract-unknown")).rejects.toBeInstanceOf(NotFoundError);
  const failed = await sdk.extractJobs.create({ schema, markdown_url: "https://example.com/instant-fail-timeout.md" });
  const job = await endedJob(failed.job_id);
  expect(job).toMatchObject({ state: "failed", failure: { entryId: "landingai/timed-out" } });
  const { jobs } = await sdk.extractJobs.list({ page: 0, pageSize: 5, status: "failed" });
  expect(jobs.map((each) => each.job_id)).toContain(failed.job_id);
});

test("6: classify", async () => {
  const classes = JSON.stringify([{ class: "invoice" }]) as never;
  const answer = await sdk.classify({ document_url: "https://example.com/a.pdf", classes });
  expect(answer.classification[0]).toMatchObject({ class: "invoice" });
});

test("7 to 9: the second API, at once and as jobs", async () => {
  const done = await sdk.v2.parse({ document: await pdf("a pages-2.pdf"), options: { pages: [1] } });
  expect(done.metadata).toMatchObject({ page_count: 2 });
  const slow = await sdk.v2
    .parse({ document_url: "https://example.com/http-504-timeout.pdf" })
    .catch((caught) => caught);
  expect(slow).toBeInstanceOf(V2SyncTimeoutError);
  const made = await sdk.v2.parseJobs.create({
    document_url: "https://example.com/instant-fail-internal.pdf",
    service_tier: "standard",
  });
  const error = await sdk.v2.parseJobs
    .wait(made.job_id, { pollInterval: 50, raiseOnFailure: true })
    .catch((caught) => caught);
  expect(error.constructor.name).toBe("JobFailedError");
  expect((await endedJob(made.job_id)).failure.entryId).toBe("landingai/job-failed-inside");
});

test("10: errors keep their bodies and lead to their entries", async () => {
  const refused = await sdk.v2
    .parse({ document_url: "https://example.com/http-422-model-v2.pdf" })
    .catch((caught) => caught);
  expect(refused).toMatchObject({ status: 422, error: { code: "unknown_model_version" } });
  const call = await callOf(refused.headers.get("x-docket-call-id"));
  const failure = await api(`/failures/${call.failureId}`);
  expect(await rowsOfEntry(failure.entryId)).toContain("unknown_model_version");
  const unpaid = await sdk
    .parse({ document: await pdf("a.pdf") }, { headers: { "x-sandbox-provoke": "http-402-credits" } })
    .catch((caught) => caught);
  expect(unpaid).toBeInstanceOf(APIError);
  expect(unpaid.status).toBe(402);
  const { jobs } = await sdk.v2.parseJobs.list({ page: 0, page_size: 5 });
  expect(jobs.length).toBeGreaterThan(0);
});
