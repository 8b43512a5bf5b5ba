import LandingAIADE, { APIError, NotFoundError, toFile, V2SyncTimeoutError } from "landingai-ade";
import { expect, test } from "vitest";
import { runSandbox } from "../testing/run-sandbox.ts";

const sandbox = runSandbox();
const client = (apikey = "land_sk_test", maxRetries = 0) =>
  new LandingAIADE({ apikey, baseURL: `${sandbox.url()}/landingai`, maxRetries });
const pdf = (name: string, bytes = "%PDF-1.4 sample") => toFile(Buffer.from(bytes), name);
const schema = JSON.stringify({ type: "object", properties: { total: { type: "number" } } });

test("1: a parse whose pages partly fail arrives as a success of status 206", async () => {
  const { data, response } = await client()
    .parse({ document: await pdf("a pages-4-bad-pages-1.pdf"), model: "dpt-2-latest", split: "page" })
    .withResponse();
  expect(response.status).toBe(206);
  expect(data.metadata).toMatchObject({ page_count: 4, credit_usage: 12, failed_pages: [1] });
});

test("2: an extraction with its schema as text and its Markdown as a field", async () => {
  const result = await client().extract({ schema, markdown: "# Invoice\n\nTotal 12", strict: true });
  expect(result.extraction).toHaveProperty("total");
  expect(result.metadata.credit_usage).toBeGreaterThan(0);
});

test("3 to 5: extract jobs are made, read, listed; an unknown one is not found", async () => {
  const { job_id } = await client().extractJobs.create({
    schema,
    markdown_url: "https://example.com/instant.md",
    output_save_url: "https://example.com/put",
  });
  const job = await client().extractJobs.get(job_id);
  expect(job).toMatchObject({ status: "completed", failure_reason: null });
  await expect(client().extractJobs.get("extract-unknown")).rejects.toBeInstanceOf(NotFoundError);
  const failed = await client().extractJobs.create({
    schema,
    markdown_url: "https://example.com/instant-fail-timeout.md",
  });
  const { jobs } = await client().extractJobs.list({ page: 0, pageSize: 5, status: "failed" });
  expect(jobs.map((each) => each.job_id)).toContain(failed.job_id);
});

test("6: classes have to come as JSON text", async () => {
  // The type asks for a list, which the client would send as form fields the API does not read.
  const classes = JSON.stringify([{ class: "invoice" }]) as never;
  const answer = await client().classify({ document_url: "https://example.com/a.pdf", classes });
  expect(answer.classification[0]).toMatchObject({ class: "invoice" });
});

test("7 and 8: the second API parses a file with options, and its time-out has a class of its own", async () => {
  const done = await client().v2.parse({ document: await pdf("a pages-2.pdf"), options: { pages: [1] } });
  expect(done.metadata).toMatchObject({ page_count: 2, failed_pages: [] });
  await expect(client().v2.parse({ document_url: "https://example.com/http-504-timeout.pdf" })).rejects.toBeInstanceOf(
    V2SyncTimeoutError,
  );
});

test("9: a job of the second API is waited for, and its failure raised", async () => {
  const make = (name: string) =>
    client().v2.parseJobs.create({ document_url: `https://example.com/${name}.pdf`, service_tier: "standard" });
  const good = await make("queue-0s-run-1s");
  const done = await client().v2.parseJobs.wait(good.job_id, { pollInterval: 50, raiseOnFailure: true });
  expect(done.status).toBe("completed");
  const bad = await make("instant-fail-internal");
  const error = await client()
    .v2.parseJobs.wait(bad.job_id, { pollInterval: 50, raiseOnFailure: true })
    .catch((caught) => caught);
  expect(error.constructor.name).toBe("JobFailedError");
});

test("10: errors keep their bodies; 402 is a plain error; a list has pages", async () => {
  const parse = (name: string) => client().v2.parse({ document_url: `https://example.com/${name}.pdf` });
  const refused = await parse("http-422-model-v2").catch((caught) => caught);
  expect(refused).toMatchObject({ status: 422, error: { code: "unknown_model_version" } });
  const unpaid = await client("land_sk_nocredits")
    .parse({ document: await pdf("a.pdf") })
    .catch((caught) => caught);
  expect(unpaid).toBeInstanceOf(APIError);
  expect(unpaid.status).toBe(402);
  const { jobs } = await client().v2.parseJobs.list({ page: 0, page_size: 5 });
  expect(jobs.length).toBeGreaterThan(0);
});

test("a key that is not one, or not known, is told apart", async () => {
  const refusal = async (key: string) => {
    const answer = await fetch(`${sandbox.url()}/landingai/v1/ade/parse/jobs`, {
      headers: { authorization: `Bearer ${key}` },
    });
    return { status: answer.status, error: ((await answer.json()) as { error: string }).error };
  };
  expect(await refusal("short")).toEqual({ status: 401, error: "Invalid API Key Format" });
  expect((await refusal("land_sk_invalid")).error).toMatch(/^Invalid API Key, please check/);
});
