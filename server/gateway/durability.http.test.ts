import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDatabase } from "#server/platform/index.ts";
import { eventually, openWay } from "#server/testing/index.ts";
import {
  type GatewayWorld,
  openGatewayWorld,
  serveGateway,
  startUpstream,
  type Upstream,
} from "./gateway-for-tests.ts";

let world: GatewayWorld;
let upstream: Upstream;
let n = 0;
beforeAll(async () => {
  upstream = await startUpstream((_req, res) => {
    n += 1;
    res
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ id: `pjb-${n}`, status: "PENDING" }));
  });
  world = await openGatewayWorld(upstream.url, { databasePatienceMs: 15_000 });
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});
beforeEach(async () => {
  await world.settled();
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, call");
  world.logged.length = 0;
});

const create = (at = world.url, token = world.token) =>
  fetch(`${at}/api/v2/parse?project_id=p1`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: '{"tier":"fast","source_url":"https://a.example/invoice.pdf"}',
  });
const jobs = () => world.ctx.db.sql.query<{ id: string; vendor_job_id: string; call_id: string }>("SELECT * FROM job");

test("the job is in the database before the first byte of the answer that made it", async () => {
  await world.ctx.db.sql.query(`
    CREATE OR REPLACE FUNCTION slow_job() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END $$;
    CREATE TRIGGER slow_job BEFORE INSERT ON job FOR EACH ROW EXECUTE FUNCTION slow_job();`);
  try {
    const started = performance.now();
    const answer = await create();
    expect(performance.now() - started).toBeGreaterThanOrEqual(290);
    // Asked on another connection, the moment the head arrived.
    const [job] = await jobs();
    expect(job).toMatchObject({
      vendor_job_id: ((await answer.json()) as { id: string }).id,
      state: "queued",
      tier: "fast",
      file_name: "invoice.pdf",
      vendor_scope: "project_id=p1",
      client_id: world.clientId,
      provider_key_id: world.keyId,
      call_id: answer.headers.get("x-docket-call-id"),
    });
  } finally {
    await world.ctx.db.sql.query("DROP TRIGGER slow_job ON job");
  }
});

test("fifty creates at once are fifty jobs, each with its own call", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => create()));
  const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id));
  const made = await jobs();
  expect(made.map((job) => job.vendor_job_id).sort()).toEqual(ids.toSorted());
  expect(made.map((job) => job.call_id).sort()).toEqual(
    answers.map((answer) => answer.headers.get("x-docket-call-id")).sort(),
  );
  const calls = await world.calls();
  expect(calls).toHaveLength(50);
  expect(calls.every((call) => call.outcome === "answered" && call.job_id !== null)).toBe(true);
  expect(await world.ctx.db.sql.query("SELECT * FROM call_intent")).toEqual([]);
});

test("an intent is durable while the vendor is still thinking", async () => {
  let answer = () => {};
  const usual = upstream.answer;
  upstream.answer = (req, res) => {
    answer = () => usual(req, res);
  };
  const created = create();
  const intents = () => world.ctx.db.sql.query("SELECT * FROM call_intent");
  await eventually(async () => expect(await intents()).toHaveLength(1));
  expect(await intents()).toMatchObject([
    {
      method: "POST",
      path: "/api/v2/parse",
      operation: "parse.create",
      instance_id: world.ctx.instanceId,
      client_id: world.clientId,
    },
  ]);
  upstream.answer = usual;
  answer();
  await created;
  await world.settled();
  expect(await intents()).toEqual([]);
});

test("a job read through the gateway is taken up with the scope that finds it, and is nobody's creation", async () => {
  const answer = await fetch(`${world.url}/api/v2/parse?organization_id=o1&page_size=5`, {
    headers: { authorization: `Bearer ${world.token}` },
  });
  await answer.text();
  expect(await jobs()).toEqual([]);
  const usual = upstream.answer;
  upstream.answer = (_req, res) =>
    void res.writeHead(200, { "content-type": "application/json" }).end('{"job":{"id":"foreign","status":"RUNNING"}}');
  await (
    await fetch(`${world.url}/api/v2/parse/foreign?organization_id=o1&expand=text`, {
      headers: { authorization: `Bearer ${world.token}` },
    })
  ).text();
  upstream.answer = usual;
  await world.settled();
  expect(await jobs()).toMatchObject([
    { vendor_job_id: "foreign", state: "running", call_id: null, client_id: null, vendor_scope: "organization_id=o1" },
  ]);
});

test("while the database is away answers go out whole, and everything is written once it is back", async () => {
  const way = await openWay(world.databaseUrl);
  const db = openDatabase(way.url, { poolSize: 4 });
  const { gateway, url, close } = await serveGateway({ ...world.ctx, db }, { durabilityWaitMs: 60_000 });
  try {
    way.cut();
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(url)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(gateway.waiting + gateway.inFlight).toBeGreaterThan(0);
    expect(await jobs()).toEqual([]);
    way.mend();
    await gateway.drain();
    expect(await jobs()).toHaveLength(5);
    const calls = await world.calls();
    expect(calls.map((call) => call.outcome)).toEqual(Array.from({ length: 5 }, () => "answered"));
    expect(new Set(calls.map((call) => call.job_id)).size).toBe(5);
  } finally {
    way.mend();
    await close();
    await db.close();
    await way.close();
  }
});

test("where the disk refuses as well, an answer that makes a job waits for the database, for a bounded time", async () => {
  const way = await openWay(world.databaseUrl);
  const db = openDatabase(way.url, { poolSize: 4 });
  const refused = () => {
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  };
  const disk = { open: refused, write: refused, sync: refused };
  const { gateway, url, close } = await serveGateway({ ...world.ctx, db }, { durabilityWaitMs: 300 }, { disk });
  try {
    way.cut();
    const started = performance.now();
    expect((await create(url)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(290);
    expect(gateway.spool.state).toBe("refused");
    way.mend();
    await gateway.drain();
    expect(await jobs()).toHaveLength(1);
  } finally {
    way.mend();
    await close();
    await db.close();
    await way.close();
  }
});
