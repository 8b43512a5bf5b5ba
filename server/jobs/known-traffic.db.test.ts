import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProviderId } from "#lib/vocabulary.ts";
import { extendApi } from "#sandbox/extend/extend-api-for-tests.ts";
import { llamaparseApi } from "#sandbox/llamaparse/llamaparse-api-for-tests.ts";
import { manualClock } from "#sandbox/testing/manual-clock.ts";
import { runSandbox } from "#sandbox/testing/run-sandbox.ts";
import { adapterOf, matchOperation } from "#server/providers/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { recordObservation } from "./record-observation.ts";

const sandboxClock = manualClock();
const sandbox = runSandbox({ clock: sandboxClock });
const llama = llamaparseApi(sandbox.url);
const extend = extendApi(sandbox.url);
let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

type Heard = [provider: ProviderId, method: string, path: string, status: number, payload: unknown];
const heard: Heard[] = [];

/** Hands every job a vendor's answer speaks of to the door, as gateway and poller do. */
async function hear(...news: Heard): Promise<void> {
  const [provider, method, path, status, payload] = news;
  const match = matchOperation(provider, method, path.split("?")[0] ?? path);
  if (!match) throw new Error(`no operation ${method} ${path}`);
  for (const fact of adapterOf(provider).readJobs(match, payload, status)) {
    await recordObservation(world.ctx, {
      provider,
      region: "sandbox",
      fact: { ...fact, vendorJobId: fact.vendorJobId || `call-${path}` },
      source: "poll",
      at: world.clock.now(),
      httpStatus: status,
      callId: null,
      clientId: null,
      providerKeyId: null,
      vendorScope: null,
      dedupeKey: null,
      detail: {},
      adopt: true,
    });
  }
}

/** Hears an answer now, and keeps it to be told again later. */
async function tell(...news: Heard): Promise<void> {
  heard.push(news);
  await hear(...news);
}

const nextDay = () => world.clock.advance(86_400_000);
const shot = async (method: string, path: string) => {
  const answer = await llama.call(method, path);
  await tell("llamaparse", method, path, answer.status, answer.json);
};
async function parse(name: string, tier: string): Promise<string> {
  const made = await llama.call("POST", "/api/v2/parse", {
    source_url: `https://example.com/${name}.pdf`,
    tier,
    version: "latest",
  });
  await tell("llamaparse", "POST", "/api/v2/parse", made.status, made.json);
  return made.json.id;
}
const readParse = (id: string) => shot("GET", `/api/v2/parse/${id}?expand=usage&expand=job_metadata`);
const readExtract = (id: string) => shot("GET", `/api/v2/extract/${id}?expand=usage&expand=extract_metadata`);
async function extractOf(file_input: string): Promise<string> {
  const data_schema = { type: "object", properties: { total: { type: "number" } } };
  const body = { file_input, configuration: { tier: "cost_effective", data_schema } };
  const made = await llama.call("POST", "/api/v2/extract", body);
  await tell("llamaparse", "POST", "/api/v2/extract", made.status, made.json);
  return made.json.id;
}

/** 12 + 30 + 15 (late) reported, 20 estimated, 9 + 15 + 15 for a parse under two extracts, 10 + 6 for one alone, 1 unknown. */
async function llamaMonth() {
  await readParse(await parse("instant-bill-0s-pages-4", "cost_effective"));
  nextDay();
  await readParse(await parse("instant-bill-0s-pages-3", "agentic"));
  nextDay();
  const late = await parse("instant-bill-60s-pages-5", "cost_effective");
  sandboxClock.advance(1_000);
  await readParse(late);
  nextDay();
  await readParse(await parse("instant-unbilled-pages-2", "agentic"));
  nextDay();
  const base = await parse("instant-bill-0s-pages-3", "cost_effective");
  sandboxClock.advance(1_000);
  await readParse(base);
  for (const id of [await extractOf(base), await extractOf(base)]) {
    sandboxClock.advance(10_000);
    await shot("GET", `/api/v2/extract/${id}?expand=usage`);
    await readExtract(id);
  }
  nextDay();
  const alone = await extractOf(await llama.upload("instant-bill-0s-pages-2.pdf"));
  sandboxClock.advance(10_000);
  await shot("GET", `/api/v2/extract/${alone}?expand=usage`);
  await readExtract(alone);
  const legs = await llama.call("GET", `/api/v2/extract/${alone}?expand=extract_metadata`);
  await readParse(legs.json.extract_metadata.parse_job_id);
  nextDay();
  sandboxClock.advance(120_000);
  await readParse(late);
  const categories = [{ name: "invoice" }];
  const body = { file_input: await llama.upload("instant-pages-2.pdf"), configuration: { categories } };
  const split = await llama.call("POST", "/api/v1/split/jobs", body);
  sandboxClock.advance(10_000);
  await shot("GET", `/api/v1/split/jobs/${split.json.id}`);
  nextDay();
  await readParse(await parse("instant-fail-PDF_IS_PROTECTED", "agentic"));
}

const extended = async (method: string, path: string, body?: unknown) => {
  const answer = await extend.call(method, path, body);
  await tell("extend", method, path, answer.status, answer.json);
  return answer.json;
};
const at = (name: string) => ({ file: { url: `https://example.com/${name}.pdf` } });

/** 6 for a parse, 12 + 8 for an extract and the parse it causes, 4 + 6 inside a workflow, 4 + 4 inside a batch. */
async function extendMonth() {
  await extended("POST", "/parse", at("instant-pages-3"));
  nextDay();
  const config = { schema: { type: "object", properties: { total: { type: ["number", "null"] } } } };
  const made = await extended("POST", "/extract_runs", { ...at("instant-pages-4"), config });
  sandboxClock.advance(1_000);
  const extract = await extended("GET", `/extract_runs/${made.id}`);
  expect(extract.usage.totalCredits).toBe(20);
  await extended("GET", `/parse_runs/${extract.parseRunId}`);
  nextDay();
  const run = await extended("POST", "/workflow_runs", { workflow: { id: "workflow_1" }, ...at("instant-pages-2") });
  sandboxClock.advance(1_000);
  const workflow = await extended("GET", `/workflow_runs/${run.id}`);
  for (const { object, id } of workflow.usage.breakdown) await extended("GET", `/${object}s/${id}`);
  nextDay();
  const inputs = [at("instant-pages-2"), at("instant-pages-2-b")];
  const batch = await extended("POST", "/parse_runs/batch", { inputs });
  sandboxClock.advance(1_000);
  await extended("GET", `/batch_runs/${batch.id}`);
  const { data } = await extended("GET", `/parse_runs?batchId=${batch.id}`);
  for (const { id } of data) await extended("GET", `/parse_runs/${id}`);
  nextDay();
  await extended("GET", `/parse_runs/${(await extended("POST", "/parse_runs", at("instant-fail-OCR_ERROR"))).id}`);
}

const formed = async (provider: ProviderId, path: string, fields: Record<string, string>, key: string) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${sandbox.url()}/${provider}${path}`, { method: "POST", headers, body });
  const json = (await answer.json()) as { job_id?: string };
  await tell(provider, "POST", path, answer.status, json);
  return json;
};

/** 12 for four pages of which one failed, 6 for a job whose bill stands in its answer twice, 1.5 for a schema. */
async function landingMonth() {
  const address = (name: string) => ({ document_url: `https://example.com/${name}.pdf`, model: "dpt-2-latest" });
  const key = "land_sk_test";
  await formed("landingai", "/v1/ade/parse", address("instant-pages-4-bad-pages-1"), key);
  nextDay();
  const made = await formed("landingai", "/v1/ade/parse/jobs", address("instant-pages-2"), key);
  sandboxClock.advance(10_000);
  const path = `/v1/ade/parse/jobs/${made.job_id}`;
  const answer = await fetch(`${sandbox.url()}/landingai${path}`, { headers: { authorization: `Bearer ${key}` } });
  // biome-ignore lint/suspicious/noExplicitAny: the vendor's own shape
  const job = (await answer.json()) as any;
  const twice = { ...job, metadata: job.data.metadata };
  await tell("landingai", "GET", path, answer.status, twice);
  nextDay();
  await formed("landingai", "/v1/ade/extract/build-schema", { prompt: "the total" }, key);
}

/** Work of a vendor that names no credits. */
async function unpricedMonth() {
  const schema = { type: "object", properties: { total: { type: "number" } } };
  const say = async (provider: ProviderId, path: string, key: string, body: object) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await fetch(`${sandbox.url()}/${provider}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    await tell(provider, "POST", path, answer.status, await answer.json());
  };
  await say("scopix", "/extract", "scopix_test", { image_url: "https://example.com/a.png", schema });
}

const ledgerTotals = async () => {
  const rows = await world.ctx.db.sql.query<{ provider: string; totals: unknown }>(
    `SELECT provider, jsonb_build_object('reported', coalesce(sum(credits) FILTER (WHERE source = 'reported'), 0),
       'estimated', coalesce(sum(credits) FILTER (WHERE source = 'estimated'), 0),
       'unknown', count(*) FILTER (WHERE source = 'unknown')) AS totals FROM credit_entry GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ provider, totals }) => [provider, totals]));
};
const rollupTotals = async () => {
  const rows = await world.ctx.db.sql.query<{ provider: string; totals: unknown }>(
    `SELECT provider, jsonb_build_object('reported', sum(credits_reported), 'estimated', sum(credits_estimated),
       'unknown', sum(credits_unknown)) AS totals FROM rollup_delta GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ provider, totals }) => [provider, totals]));
};

test("a month of known traffic gives exactly the credits computed by hand, however often it is told", async () => {
  await llamaMonth();
  await extendMonth();
  await landingMonth();
  await unpricedMonth();
  const byHand = {
    llamaparse: { reported: 12 + 30 + 15 + (9 + 15 + 15) + (10 + 6), estimated: 20, unknown: 1 },
    extend: { reported: 6 + (12 + 8) + (4 + 6) + (4 + 4), estimated: 0, unknown: 0 },
    landingai: { reported: 12 + 6 + 1.5, estimated: 0, unknown: 0 },
    scopix: { reported: 0, estimated: 0, unknown: 1 },
  };
  expect(await ledgerTotals()).toMatchObject(byHand);
  expect(await rollupTotals()).toMatchObject(byHand);
  for (const news of heard.toReversed()) await hear(...news);
  for (const news of heard) await hear(...news);
  expect(await ledgerTotals()).toMatchObject(byHand);
  expect(await rollupTotals()).toMatchObject(byHand);
});
