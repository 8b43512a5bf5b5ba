import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getJob } from "#server/jobs/index.ts";
import { forgetful, type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "../gateway-for-tests.ts";
import { usualLimits } from "../limits.ts";

let upstream: Upstream;
let world: GatewayWorld;
beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(upstream.url, { ...forgetful, pacing: usualLimits.pacing });
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});
beforeEach(async () => {
  await world.settled();
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, call, call_body");
  upstream.requests.length = 0;
  bodies.length = 0;
});

const bodies: string[] = [];
type Answer = (req: IncomingMessage, res: ServerResponse) => void;
const status =
  (code: number, headers: Record<string, string> = {}, body = '{"detail":"x"}'): Answer =>
  (_req, res) =>
    void res.writeHead(code, { "content-type": "application/json", ...headers }).end(body);
const reset: Answer = (req) => (req.socket as Socket).resetAndDestroy();

/** Answers one after the other, each once the request's body is there; the last for ever. */
function answers(...list: Answer[]): void {
  upstream.answer = async (req, res) => {
    let body = "";
    for await (const chunk of req) body += chunk;
    bodies.push(body);
    const next = list.length > 1 ? list.shift() : list[0];
    next?.(req, res);
  };
}
const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${world.url}${path}`, { ...init, headers: { authorization: `Bearer ${world.token}`, ...init.headers } });
const json = { "content-type": "application/json" };
const post = (path: string, body: object, headers = {}) =>
  ask(path, { method: "POST", headers: { ...json, ...headers }, body: JSON.stringify(body) });
const ok = status(200, {}, '{"id":"j1"}');

test.each([502, 503, 504])(
  "a read answered %i is asked again, and the caller sees only the good answer",
  async (code) => {
    answers(status(code), status(code), ok);
    const answer = await ask("/api/v2/parse/j1");
    expect([answer.status, await answer.text()]).toEqual([200, '{"id":"j1"}']);
    const [call] = (await world.calls()) as unknown as { attempts: number; attempt_log: object[]; status: number }[];
    expect(call).toMatchObject({ status: 200, attempts: 3 });
    expect(call?.attempt_log).toEqual([
      { status: code, error: null, latencyMs: expect.any(Number) },
      { status: code, error: null, latencyMs: expect.any(Number) },
      { status: 200, error: null, latencyMs: expect.any(Number) },
    ]);
    expect(await world.failures()).toEqual([]);
  },
);

test("three attempts are all there are: the last bad answer is the caller's, byte for byte", async () => {
  answers(status(503, { "x-own": "kept" }, "the third"));
  const answer = await ask("/x");
  expect([answer.status, answer.headers.get("x-own"), await answer.text()]).toEqual([503, "kept", "the third"]);
  expect(upstream.requests).toHaveLength(3);
  expect(await world.failures()).toHaveLength(1);
});

test("a read whose connection breaks is asked again, also one that is sent with a body", async () => {
  answers(reset, ok);
  expect((await ask("/x")).status).toBe(200);
  answers(reset, ok);
  expect((await post("/api/v1/beta/files/query", { filter: { name: "a" } })).status).toBe(200);
  expect(bodies.slice(-2)).toEqual(['{"filter":{"name":"a"}}', '{"filter":{"name":"a"}}']);
});

test("what may have created work is never sent twice, whatever becomes of it", async () => {
  for (const bad of [status(502), status(503), status(504), reset]) {
    for (const path of ["/api/v2/parse", "/api/v2/classify", "/no/known/path"]) {
      upstream.requests.length = 0;
      answers(bad, ok);
      const answer = await post(path, { transaction: "none" });
      await answer.text();
      expect(answer.status).toBeGreaterThanOrEqual(502);
      expect(upstream.requests).toHaveLength(1);
    }
  }
});

test("a create that names itself in the vendor's own way is sent again, with the same bytes, and makes one job", async () => {
  const job = status(200, {}, '{"id":"cls-1","status":"PENDING","document_input_type":"url"}');
  answers(status(503), reset, job);
  const answer = await post("/api/v2/classify", { file_input: "f", transaction_id: "tx-1" });
  expect(await answer.json()).toMatchObject({ id: "cls-1" });
  expect(new Set(bodies).size).toBe(1);
  expect(bodies).toHaveLength(3);
  const jobs = await world.ctx.db.sql.query<{ id: string }>("SELECT id FROM job");
  expect(jobs).toHaveLength(1);
  await world.settled();
  const { exchanges } = await getJob(world.ctx, { id: jobs[0]?.id ?? "" });
  expect(exchanges.find(({ label }) => label === "Create")?.attempts).toMatchObject([
    { status: 503 },
    { status: null, error: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) },
    { status: 200 },
  ]);
});

test("the caller may forbid it, and the vendor never sees its wish; any other wish is refused", async () => {
  answers(status(503), ok);
  expect((await ask("/x", { headers: { "x-docket-retry": "none" } })).status).toBe(503);
  expect(upstream.requests).toHaveLength(1);
  expect((await ask("/x", { headers: { "x-docket-retry": "safe" } })).status).toBe(200);
  expect(upstream.requests.every((req) => req.headers["x-docket-retry"] === undefined)).toBe(true);
  const before = upstream.requests.length;
  const refused = await ask("/x", { headers: { "x-docket-retry": "always" } });
  expect([refused.status, refused.headers.get("x-docket-error")]).toEqual([400, "bad_retry_header"]);
  expect(upstream.requests).toHaveLength(before);
});

test("a vendor that asks for more patience than a caller has is taken at its word", async () => {
  answers(status(503, { "retry-after": "30" }), ok);
  const answer = await ask("/x");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "30"]);
  answers(status(503, { "x-should-retry": "false" }), ok);
  expect((await ask("/x")).status).toBe(503);
  answers(status(503, { "retry-after": "1" }), ok);
  expect((await ask("/x", { headers: { "x-stainless-timeout": "1" } })).status).toBe(503);
  answers(status(503, { "retry-after": "1" }), ok);
  expect((await ask("/x", { headers: { "x-stainless-timeout": "60" } })).status).toBe(200);
});

test("other errors are not asked again, and no answer that has begun is", async () => {
  for (const code of [400, 404, 500, 501]) {
    answers(status(code), ok);
    upstream.requests.length = 0;
    expect((await ask("/x")).status).toBe(code);
    expect(upstream.requests).toHaveLength(1);
  }
  upstream.requests.length = 0;
  answers((_req, res) => {
    res.writeHead(200, { "content-length": "100" }).write("half");
    setTimeout(() => res.destroy(), 30);
  }, ok);
  await expect(ask("/x").then((answer) => answer.text())).rejects.toThrow();
  expect(upstream.requests).toHaveLength(1);
});

test("a caller who leaves between two attempts is not asked for again", async () => {
  const leaving = new AbortController();
  answers((_req, res) => {
    status(503, { "retry-after": "1" })(_req, res);
    setTimeout(() => leaving.abort(), 50);
  });
  await expect(ask("/x", { signal: leaving.signal })).rejects.toThrow();
  expect(await world.calls()).toMatchObject([{ outcome: "client_gone", attempts: 1 }]);
  expect(upstream.requests).toHaveLength(1);
});

test("a limit without a word of when to come again gets one from the documented window, marked as ours", async () => {
  const detail = '{"detail":"Rate limit exceeded"}';
  answers(status(429, {}, detail));
  const limited = await post("/api/v2/extract", {});
  expect([limited.status, await limited.text()]).toEqual([429, detail]);
  expect(limited.headers.get("x-docket-retry-after")).toBe("added");
  expect(Number(limited.headers.get("retry-after"))).toBe(60);
  answers(status(429, { "retry-after": "3" }, detail));
  const told = await post("/api/v2/extract", {});
  expect([told.headers.get("retry-after"), told.headers.get("x-docket-retry-after")]).toEqual(["3", null]);
  expect(upstream.requests).toHaveLength(2);
});
