import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getJob } from "#server/jobs/index.ts";
import { eventually } from "#server/testing/index.ts";
import { addKey } from "#server/vault/index.ts";
import { forgetful, type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "./gateway-for-tests.ts";

let world: GatewayWorld;
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(upstream.url, forgetful);
  await addKey(world.ctx, {
    provider: "extend",
    region: "byoc",
    label: "t",
    secret: "sk_of_the_sync_test",
    baseUrl: upstream.url,
  });
  await eventually(async () => expect((await send("/files", { method: "GET" })).status).toBe(200));
});
beforeEach(async () => {
  await world.settled();
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, call, call_body, failure");
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});

function send(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${world.port}/gateway/extend/byoc${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${world.token}`, "content-type": "application/json" },
    ...init,
  });
}

const parseRequest = { body: JSON.stringify({ file: { url: "https://files.example/a/claim-7.pdf" } }) };
const json = (status: number, body: object) => (_req: unknown, res: ServerResponse) => {
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};
const run = { object: "parse_run", id: "pr_sync1", status: "PROCESSED", metrics: { pageCount: 3 } };

async function jobs() {
  await world.settled();
  const rows = await world.ctx.db.sql.query<{ id: string }>("SELECT id FROM job ORDER BY id");
  return Promise.all(rows.map(({ id }) => getJob(world.as("viewer"), { id })));
}

test("work done at once is a job: named by the vendor's id, as long as its call, with its bill", async () => {
  upstream.answer = (_req, res) => void setTimeout(() => json(200, { ...run, usage: { credits: 6 } })(_req, res), 120);
  expect((await send("/parse", parseRequest)).status).toBe(200);
  const [job, ...others] = await jobs();
  const [call] = await world.calls();
  expect(others).toEqual([]);
  expect(job).toMatchObject({
    vendorJobId: "pr_sync1",
    state: "succeeded",
    vendorStatus: "PROCESSED",
    product: "parse",
    pages: 3,
    credits: { source: "reported", credits: 6 },
    client: { name: "Invoices" },
    failure: null,
  });
  const lasted = new Date(job?.endedAt ?? 0).getTime() - new Date(job?.createdAt ?? 0).getTime();
  expect(lasted).toBeGreaterThanOrEqual(100);
  expect(lasted).toBeLessThanOrEqual((call?.latency_ms ?? 0) + 50);
  expect(call).toMatchObject({ job_id: job?.id, vendor_job_id: "pr_sync1", failure_id: null });
  expect(await world.ctx.db.sql.query("SELECT next_poll_at FROM job")).toEqual([{ next_poll_at: null }]);
});

test("a job that fails inside its call shares the call's failure", async () => {
  const message = "The file is corrupt and cannot be parsed";
  upstream.answer = json(422, { code: "CORRUPT_FILE", message, retryable: false, requestId: "req_1" });
  expect((await send("/parse", parseRequest)).status).toBe(422);
  const [job] = await jobs();
  const [call] = await world.calls();
  const failures = await world.failures();
  expect(failures).toMatchObject([
    { surface: "http", status: 422, code: "CORRUPT_FILE", job_id: job?.id, call_id: call?.id },
  ]);
  expect(call?.failure_id).toBe(failures[0]?.id);
  expect(job).toMatchObject({
    vendorJobId: `call-${call?.id}`,
    state: "failed",
    failure: { id: failures[0]?.id, entryId: expect.stringMatching(/^extend\//) },
  });
});

test.each([401, 402, 403, 404, 429])("a refusal (%s) begins no work, so there is no job", async (status) => {
  upstream.answer = json(status, { code: "X", message: "no", retryable: false });
  expect((await send("/parse", parseRequest)).status).toBe(status);
  expect(await jobs()).toEqual([]);
  expect(await world.failures()).toHaveLength(1);
});

test("an answer in part (206) is a partial job with a failure, though its call went well", async () => {
  upstream.answer = json(206, {});
  expect((await send("/parse", parseRequest)).status).toBe(206);
  const [job] = await jobs();
  const [call] = await world.calls();
  const failures = await world.failures();
  expect(job?.state).toBe("partial");
  expect(failures).toMatchObject([{ surface: "http", status: 206, job_id: job?.id }]);
  expect(call).toMatchObject({ outcome: "answered", failure_id: failures[0]?.id });
});

test("a caller who leaves is heard out: the job, its end and its bill are known", async () => {
  const arrived = new Promise<ServerResponse>((resolve) => {
    upstream.answer = (_req, res) => resolve(res);
  });
  const leaving = new AbortController();
  const asked = send("/parse", { ...parseRequest, signal: leaving.signal }).catch(() => "left");
  const res = await arrived;
  leaving.abort();
  expect(await asked).toBe("left");
  await new Promise((resolve) => setTimeout(resolve, 100));
  json(200, { ...run, id: "pr_left", usage: { credits: 2 } })(null, res);
  const [job] = await eventually(async () => {
    const found = await jobs();
    expect(found).toHaveLength(1);
    return found;
  });
  expect(job).toMatchObject({ vendorJobId: "pr_left", state: "succeeded", credits: { credits: 2 } });
  expect(await world.calls()).toMatchObject([{ outcome: "client_gone", status: 200, job_id: job?.id }]);
});

test("an answer that breaks off leaves a lost job with the transport's failure", async () => {
  upstream.answer = (_req, res) => {
    res.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    res.write('{"object":');
    setTimeout(() => res.destroy(), 20);
  };
  await send("/parse", parseRequest)
    .then(
      (answer) => answer.text(),
      () => "cut",
    )
    .catch(() => "cut");
  const [job] = await jobs();
  const failures = await world.failures();
  expect(failures).toHaveLength(1);
  expect(job).toMatchObject({ state: "lost", failure: { id: failures[0]?.id } });
});
