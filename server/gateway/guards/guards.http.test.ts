import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { ClientLimits } from "#lib/contracts/clients.ts";
import { changeClient, createClient, createClientToken } from "#server/access/index.ts";
import { diagnose } from "#server/classifier/index.ts";
import { systemClock } from "#server/platform/index.ts";
import { type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "../gateway-for-tests.ts";
import { usualLimits } from "../limits.ts";
import { refusals } from "../refusal.ts";

let upstream: Upstream;
let world: GatewayWorld;
let skippedMs = 0;
const clock = { now: () => new Date(systemClock.now().getTime() + skippedMs) };
const badInARow = usualLimits.breakAfter;
const turnstile = { perTarget: 4, waitingPerTarget: 4, waitingPerClient: 2, waitMs: 300 };

beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(
    upstream.url,
    { turnstile, pacing: { ...usualLimits.pacing, waitMs: 200 } },
    { clock },
  );
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});
let token = "";
let answerHeld = () => {};
beforeEach(async () => {
  answerHeld();
  upstream.answer = (_req, res) => void res.end("{}");
  await world.settled();
  // Whatever the test before left counted or open has passed.
  skippedMs += 10 * 60_000;
  await callAs({});
  upstream.requests.length = 0;
});

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000, interval: 20 });
const ask = (path = "/x", init: RequestInit = {}) =>
  fetch(`${world.url}${path}`, { headers: { authorization: `Bearer ${token}` }, ...init });
const create = () => ask("/api/v2/parse", { method: "POST", body: "{}" });

/** Calls come from a new client with these limits from now on. */
async function callAs(limits: Partial<ClientLimits>): Promise<string> {
  const client = await createClient(world.as("admin"), { name: `Invoices ${randomUUID()}`, limits });
  token = (await createClientToken(world.as("admin"), { clientId: client.id, label: "test" })).token;
  await soon(async () => expect((await ask()).status).toBe(200));
  // The minute in which the gateway was asked whether it knows the client has passed.
  skippedMs += 120_000;
  return client.id;
}

async function refusalOf(answer: Response) {
  const { error } = (await answer.json()) as { error: { code: string; message: string } };
  expect(answer.headers.get("x-docket-error")).toBe(error.code);
  return { status: answer.status, ...error, retryAfter: Number(answer.headers.get("retry-after")) };
}

test("a client that has sent its requests of the minute is told when to come again, and then passes", async () => {
  const clientId = await callAs({ requestsPerMinute: 3 });
  const answers = [await ask(), await ask(), await ask(), await ask()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  const told = await refusalOf(answers[3] as Response);
  expect(told).toMatchObject({ code: "client_rate_limit", message: expect.stringContaining("3 requests a minute") });
  expect(told.retryAfter).toBeGreaterThan(50);
  expect(told.retryAfter).toBeLessThanOrEqual(61);
  skippedMs += told.retryAfter * 1_000;
  expect((await ask()).status).toBe(200);
  const refused = (await world.calls()).filter((call) => call.error_code === "client_rate_limit");
  expect(refused).toMatchObject([{ outcome: "refused", status: 429, client_id: clientId }]);
});

test("a client that has used its credits of the day creates nothing more, and still reads", async () => {
  const clientId = await callAs({ creditsPerDay: 40 });
  await world.ctx.db.sql.query(
    `INSERT INTO credit_entry (id, provider, region, billed_key, client_id, product, at, source, credits, updated_at)
     VALUES (gen_random_uuid(), 'llamaparse', 'byoc', gen_random_uuid()::text, $1, 'parse', $2, 'reported', 40, $2)`,
    [clientId, clock.now()],
  );
  const told = await soon(async () => {
    const answer = await create();
    expect(answer.status).toBe(429);
    expect(answer.headers.get("x-should-retry")).toBe("false");
    return refusalOf(answer);
  });
  expect(told).toMatchObject({ code: "client_credits_spent", message: expect.stringContaining("40 credits a day") });
  expect(told.retryAfter).toBeLessThanOrEqual(24 * 3_600);
  expect((await ask("/api/v2/parse/j1")).status).toBe(200);
  await changeClient(world.as("admin"), { id: clientId, limits: { creditsPerDay: 41 } });
  await soon(async () => expect((await create()).status).toBe(200));
}, 30_000);

/** An upstream that answers only when told to. */
function holdAnswers(): () => void {
  const open: (() => void)[] = [];
  upstream.answer = (_req, res) => void open.push(() => res.end("{}"));
  answerHeld = () => {
    upstream.answer = (_req, res) => void res.end("{}");
    for (const answer of open.splice(0)) answer();
  };
  return answerHeld;
}
const arrived = (n: number) => soon(() => expect(upstream.requests).toHaveLength(n));

test("no more calls than allowed are under way to one address; the rest wait a moment and are refused as busy", async () => {
  upstream.requests.length = 0;
  const answerAll = holdAnswers();
  const calls = Array.from({ length: 7 }, () => ask());
  await arrived(4);
  const told = await refusalOf(await Promise.any(calls));
  expect(told).toMatchObject({ status: 503, code: "target_busy", retryAfter: 1 });
  expect(upstream.requests).toHaveLength(4);
  answerAll();
  const statuses = (await Promise.all(calls)).map(({ status }) => status).sort();
  expect(statuses.filter((status) => status === 503).length).toBeGreaterThanOrEqual(1);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(4);
  expect((await ask()).status).toBe(200);
});

test("a client has no more calls under way than it may", async () => {
  await callAs({ maxConcurrent: 2 });
  upstream.requests.length = 0;
  const answerAll = holdAnswers();
  const calls = Array.from({ length: 3 }, () => ask());
  const told = await refusalOf(await Promise.any(calls));
  expect(told).toMatchObject({ status: 429, code: "client_concurrency", retryAfter: 1 });
  expect(upstream.requests).toHaveLength(2);
  answerAll();
  expect((await Promise.all(calls)).map(({ status }) => status).sort()).toEqual([200, 200, 429]);
});

test("a caller who leaves while waiting is written down as gone, and reaches no vendor", async () => {
  upstream.requests.length = 0;
  const answerAll = holdAnswers();
  const calls = Array.from({ length: 4 }, () => ask());
  await arrived(4);
  const gone = new AbortController();
  const waiting = ask("/gone", { signal: gone.signal }).catch(() => "left");
  await soon(() => expect(world.gateway.guards().waitingForPlace).toBe(1));
  gone.abort();
  expect(await waiting).toBe("left");
  await soon(() => expect(world.gateway.guards().waitingForPlace).toBe(0));
  answerAll();
  await Promise.all(calls);
  expect((await world.calls()).find(({ path }) => path === "/gone")).toMatchObject({
    outcome: "client_gone",
    status: null,
  });
});

test("where nothing works the breaker opens, refuses at once, tries one call later, and closes when that works", async () => {
  upstream.answer = (_req, res) =>
    void res.writeHead(500, { "content-type": "text/plain" }).end("Internal Server Error");
  for (let n = 0; n < badInARow; n += 1) expect((await ask()).headers.get("x-docket-error")).toBeNull();
  await world.settled();
  upstream.requests.length = 0;
  const told = await refusalOf(await ask());
  expect(told).toMatchObject({ status: 503, code: "circuit_open", message: expect.stringContaining("HTTP 500") });
  expect(told.retryAfter).toBeLessThanOrEqual(5);
  expect(upstream.requests).toEqual([]);
  await soon(async () =>
    expect(await world.ctx.db.sql.query("SELECT provider, region, reason FROM breaker")).toEqual([
      { provider: "llamaparse", region: "byoc", reason: "HTTP 500" },
    ]),
  );

  skippedMs += 5_000;
  upstream.requests.length = 0;
  expect((await ask()).status).toBe(500);
  expect(await refusalOf(await ask())).toMatchObject({ code: "circuit_open" });
  expect(upstream.requests).toHaveLength(1);

  skippedMs += 10_000;
  const answerAll = holdAnswers();
  const attempt = ask();
  await arrived(2);
  expect(await refusalOf(await ask())).toMatchObject({ code: "circuit_open", retryAfter: 1 });
  answerAll();
  expect((await attempt).status).toBe(200);
  expect((await ask()).status).toBe(200);
  await soon(async () => expect(await world.ctx.db.sql.query("SELECT * FROM breaker")).toEqual([]));
});

test("callers' mistakes never open it", async () => {
  for (const status of [400, 401, 404, 422, 429]) {
    upstream.answer = (_req, res) => void res.writeHead(status).end("{}");
    for (let n = 0; n < badInARow + 2; n += 1) expect((await ask("/y")).status).toBe(status);
  }
});

test("connections that break open it too", async () => {
  upstream.answer = (_req, res) => void res.socket?.resetAndDestroy();
  for (let n = 0; n < badInARow; n += 1) expect((await ask()).headers.get("x-docket-error")).toMatch(/^upstream/);
  await world.settled();
  expect(await refusalOf(await ask())).toMatchObject({ code: "circuit_open" });
});

test("a limit the vendor shows by a 429 is kept: the next calls wait or are refused as the vendor would", async () => {
  upstream.answer = (_req, res) =>
    void res
      .writeHead(429, { "content-type": "application/json", "retry-after": "30" })
      .end('{"detail":"Rate limit exceeded"}');
  expect((await ask("/api/v2/parse/j1")).headers.get("x-docket-error")).toBeNull();
  await world.settled();
  upstream.answer = (_req, res) => void res.end("{}");
  const told = await refusalOf(await ask("/api/v2/parse/j1"));
  expect(told).toMatchObject({ status: 429, code: "vendor_limit" });
  expect(told.retryAfter).toBeGreaterThan(25);
  expect((await create()).status).toBe(200);
  skippedMs += 30_000;
  expect((await ask("/api/v2/parse/j1")).status).toBe(200);
});

test("every refusal has its guidance, found by its code", () => {
  for (const code of Object.keys(refusals)) {
    const found = diagnose({ body: { error: { code, message: "m" } }, headers: { "x-docket-error": code } });
    expect(found?.entry?.id).toBe(`docket/${code.replaceAll("_", "-")}`);
  }
});

test("one client cannot take all the places of an address", () => {
  expect(usualLimits.inFlightPerClient).toBeLessThan(usualLimits.turnstile.perTarget);
});
