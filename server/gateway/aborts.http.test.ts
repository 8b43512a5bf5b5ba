import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "#server/testing/index.ts";
import { forgetful, type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "./gateway-for-tests.ts";

let world: GatewayWorld;
let upstream: Upstream;
let closed: string[];
beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(upstream.url, forgetful);
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});
beforeEach(async () => {
  closed = [];
  upstream.requests.length = 0;
  await world.settled();
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, call");
});

/** Notes when the vendor's side of a request is cut before its answer is out. */
const watch = (req: IncomingMessage, res: ServerResponse) =>
  res.once("close", () => {
    if (!res.writableFinished) closed.push(req.url ?? "");
  });

function begin(method: string, path: string, headers: Record<string, string | number> = {}) {
  const req = request(`${world.url}${path}`, {
    agent: false,
    method,
    headers: { authorization: `Bearer ${world.token}`, ...headers },
  });
  req.on("error", () => {});
  return req;
}
const arrivals = (count: number) => vi.waitFor(() => expect(upstream.requests).toHaveLength(count), { timeout: 5_000 });
const cut = (path: string) => vi.waitFor(() => expect(closed).toEqual([path]), { timeout: 5_000 });

test("a caller who leaves in the middle of a download ends it at the vendor", async () => {
  upstream.answer = (req, res) => {
    watch(req, res);
    res.writeHead(200, { "content-length": "1000000" }).write("some");
  };
  const req = begin("GET", "/x");
  req.on("response", (res) => res.once("data", () => req.destroy()));
  req.end();
  await cut("/x");
  expect(await world.calls()).toMatchObject([{ outcome: "client_gone", status: 200, bytes_down: 4, failure_id: null }]);
});

test.each(["/x", "/api/v1/files"])(
  "a caller who leaves in the middle of an upload to %s ends it at the vendor",
  async (path) => {
    upstream.answer = (req, res) => {
      watch(req, res);
      req.resume();
      req.once("data", () => closed.push("began"));
    };
    const req = begin("POST", path, { "content-type": "application/pdf", "content-length": 1_000_000 });
    req.write("some");
    await eventually(() => expect(closed).toEqual(["began"]));
    closed.length = 0;
    req.destroy();
    await cut(path);
    expect(await world.calls()).toMatchObject([{ outcome: "client_gone", status: null, bytes_up: expect.any(Number) }]);
    expect(await world.failures()).toEqual([]);
  },
);

test("a caller who leaves while the vendor is thinking ends it at the vendor", async () => {
  upstream.answer = (req, res) => void watch(req, res);
  const req = begin("GET", "/api/v2/parse/j1");
  req.end();
  await arrivals(1);
  req.destroy();
  await cut("/api/v2/parse/j1");
  expect(await world.calls()).toMatchObject([{ outcome: "client_gone", status: null }]);
});

test("a caller who leaves before the request reached the vendor is let go", async () => {
  upstream.answer = (_req, res) => void res.end("{}");
  for (let n = 0; n < 20; n += 1) {
    const req = begin("GET", `/x${n}`);
    req.end();
    req.on("socket", (socket) => socket.once("connect", () => setImmediate(() => req.destroy())));
  }
  await vi.waitFor(async () => expect(await world.calls()).not.toEqual([]), { timeout: 5_000 });
  await world.settled();
  for (const call of await world.calls()) expect(["client_gone", "answered"]).toContain(call.outcome);
  expect(await world.ctx.db.sql.query("SELECT * FROM call_intent")).toEqual([]);
});

const created = JSON.stringify({ id: "pjb-1", status: "PENDING", tier: "fast" });
const createHeaders = { "content-type": "application/json", "content-length": 15 };
const jobs = () => world.ctx.db.sql.query<{ id: string; state: string }>("SELECT * FROM job");

test("a create that was sent whole yields its job though its caller left", async () => {
  let answer = () => {};
  upstream.answer = (req, res) => {
    watch(req, res);
    answer = () => res.writeHead(200, { "content-type": "application/json" }).end(created);
  };
  const req = begin("POST", "/api/v2/parse", createHeaders);
  req.end('{"tier":"fast"}');
  await arrivals(1);
  req.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(closed).toEqual([]);
  answer();
  const [call] = await world.calls();
  const [job] = await jobs();
  expect(call).toMatchObject({ outcome: "client_gone", status: 200, job_id: job?.id, vendor_job_id: "pjb-1" });
  expect(job).toMatchObject({ vendor_job_id: "pjb-1", client_id: world.clientId, call_id: call?.id, tier: "fast" });
});

test("a create that was not sent whole is stopped with its caller", async () => {
  upstream.answer = (req, res) => {
    watch(req, res);
    req.resume();
  };
  const req = begin("POST", "/api/v2/parse", { ...createHeaders, "content-length": 1_000 });
  req.write('{"tier":');
  await arrivals(1);
  req.destroy();
  await cut("/api/v2/parse");
  expect(await jobs()).toEqual([]);
});

test("a create's long answer is heard out to its end when its caller left", async () => {
  const long = JSON.stringify({ id: "pjb-1", status: "PENDING", filler: "x".repeat(3 * 1024 * 1024) });
  let answer = () => {};
  upstream.answer = (_req, res) => {
    answer = () => res.writeHead(200, { "content-type": "application/json" }).end(long);
  };
  const req = begin("POST", "/api/v2/parse", createHeaders);
  req.end('{"tier":"fast"}');
  await arrivals(1);
  req.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  answer();
  await world.settled();
  expect(await world.calls()).toMatchObject([{ outcome: "client_gone", status: 200, bytes_down: long.length }]);
});

test("a hundred callers leaving at once leave nothing behind", async () => {
  upstream.answer = (req, res) => {
    watch(req, res);
    res.writeHead(200).write("x");
  };
  const requests = Array.from({ length: 100 }, (_, n) => {
    const req = begin("GET", `/x${n}`);
    req.on("response", (res) => res.resume());
    req.end();
    return req;
  });
  await arrivals(100);
  for (const req of requests) req.destroy();
  await vi.waitFor(() => expect(closed).toHaveLength(100), { timeout: 5_000 });
  expect((await world.calls()).map((call) => call.outcome)).toEqual(Array.from({ length: 100 }, () => "client_gone"));
  expect(world.gateway.inFlight).toBe(0);
});
