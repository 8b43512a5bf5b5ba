import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeClient, revokeClientToken } from "#server/access/index.ts";
import { eventually } from "#server/testing/index.ts";
import { changeKey } from "#server/vault/index.ts";
import { type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "./gateway-for-tests.ts";
import { refusals } from "./refusal.ts";

let world: GatewayWorld;
let upstream: Upstream;
const opened: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(upstream.url);
});
afterAll(async () => {
  for (const each of opened) await each.close();
  await world.close();
  await upstream.close();
});
beforeEach(async () => {
  upstream.requests.length = 0;
  await world.settled();
  await world.ctx.db.sql.query("TRUNCATE call");
});

async function another(): Promise<GatewayWorld> {
  const other = await openGatewayWorld(upstream.url);
  opened.push(other);
  return other;
}

const ask = (path: string, init: RequestInit = {}, at = world) =>
  fetch(`http://127.0.0.1:${at.port}/gateway/${path}`, { headers: { authorization: `Bearer ${at.token}` }, ...init });

async function expectRefusal(answer: Response, code: keyof typeof refusals): Promise<string> {
  const body = (await answer.json()) as { error: { call_id: string } };
  expect([answer.status, answer.headers.get("x-docket-error")]).toEqual([refusals[code], code]);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(body).toEqual({
    error: {
      code,
      message: expect.any(String),
      docs: `/guidance/docket/${code.replaceAll("_", "-")}`,
      call_id: answer.headers.get("x-docket-call-id"),
    },
  });
  return body.error.call_id;
}

test("an unknown token is refused, however it is sent, and the call is nobody's", async () => {
  for (const headers of [
    {},
    { authorization: "Bearer wrong" },
    { "x-api-key": "wrong" },
    { authorization: "" },
    { cookie: world.token },
  ]) {
    await expectRefusal(
      await ask("llamaparse/byoc/x", { headers: headers as Record<string, string> }),
      "unknown_client_token",
    );
  }
  const calls = await world.calls();
  expect(calls).toHaveLength(5);
  expect(calls[0]).toMatchObject({
    outcome: "refused",
    status: 401,
    error_code: "unknown_client_token",
    client_id: null,
    failure_id: null,
  });
  expect(upstream.requests).toEqual([]);
});

test("the token is taken in every way the vendors' SDKs send a key", async () => {
  for (const headers of [
    { authorization: `Bearer ${world.token}` },
    { authorization: `bearer  ${world.token}` },
    { authorization: `Basic ${world.token}` },
    { authorization: world.token },
    { "x-api-key": world.token },
  ]) {
    expect((await ask("llamaparse/byoc/x", { headers: headers as unknown as Record<string, string> })).status).toBe(
      200,
    );
  }
  expect(upstream.requests.map((req) => req.headers.authorization)).toEqual(
    Array.from({ length: 5 }, () => `Bearer ${world.secret}`),
  );
});

test("wrong addresses are refused; those without a place are answered and not written down", async () => {
  await expectRefusal(await ask("nobody/na/x"), "unknown_provider");
  await expectRefusal(await ask("llamaparse/mars/x"), "unknown_region");
  await expectRefusal(await ask("llamaparse/byoc/a%5cb"), "bad_path");
  await expectRefusal(await ask("llamaparse/eu/x"), "no_provider_key");
  const calls = await world.calls();
  expect(calls.map((call) => call.error_code)).toEqual(["no_provider_key"]);
  expect(calls[0]).toMatchObject({ outcome: "refused", client_id: world.clientId, path: "/x" });
});

test("what an operator must mend first is not worth a repeat", async () => {
  expect((await ask("llamaparse/eu/x")).headers.get("x-should-retry")).toBe("false");
});

test("a disabled client, one without the provider, and a revoked token are refused as soon as they are changed", async () => {
  const other = await another();
  const admin = other.as("admin");
  const refused = (code: keyof typeof refusals) =>
    eventually(async () => void (await expectRefusal(await ask("llamaparse/byoc/x", {}, other), code)));
  await changeClient(admin, { id: other.clientId, providers: ["extend"] });
  await refused("provider_not_allowed");
  await changeClient(admin, { id: other.clientId, providers: [], disabled: true });
  await refused("client_disabled");
  await changeClient(admin, { id: other.clientId, disabled: false });
  await eventually(async () => expect((await ask("llamaparse/byoc/x", {}, other)).status).toBe(200));
  await changeKey(admin, { id: other.keyId, disabled: true });
  await refused("no_provider_key");
  const [token] = await other.ctx.db.prisma.clientToken.findMany();
  await revokeClientToken(admin, { clientId: other.clientId, tokenId: token?.id ?? "" });
  await refused("unknown_client_token");
});

test("a drain refuses new calls, lets the open one end, and leaves everything written", async () => {
  const other = await another();
  let answer = () => {};
  upstream.answer = (_req, res) => {
    answer = () => res.end("late");
  };
  const open = ask("llamaparse/byoc/slow", {}, other);
  await eventually(() => expect(upstream.requests).toHaveLength(1));
  const drained = other.gateway.drain();
  const refused = await ask("llamaparse/byoc/x", {}, other);
  expect(refused.headers.get("retry-after")).toBe("2");
  await expectRefusal(refused, "draining");
  answer();
  expect(await (await open).text()).toBe("late");
  await drained;
  await other.gateway.drain();
  expect((await other.calls()).map((call) => [call.outcome, call.error_code])).toEqual([
    ["answered", null],
    ["refused", "draining"],
  ]);
  upstream.answer = (_req, res) => void res.end("{}");
});

test("a drain cuts off what no vendor answers in time, tells the caller, and writes it down as interrupted", async () => {
  const other = await openGatewayWorld(upstream.url, { drainWaitMs: 100 });
  opened.push(other);
  upstream.answer = () => {};
  const before = upstream.requests.length;
  const hung = ask("llamaparse/byoc/slow", {}, other);
  await eventually(() => expect(upstream.requests).toHaveLength(before + 1));
  await other.gateway.drain();
  await expectRefusal(await hung, "draining");
  expect(await other.calls()).toMatchObject([{ outcome: "interrupted", error_code: "interrupted", failure_id: null }]);
  expect(await other.ctx.db.sql.query("SELECT * FROM call_intent")).toEqual([]);
  upstream.answer = (_req, res) => void res.end("{}");
});

test("without room for their records new calls are refused, and the refusals take no room", async () => {
  const gate = Promise.withResolvers<void>();
  const megabyte = 1024 * 1024;
  const place = { limits: { maxBytes: 4 * megabyte, maxFileBytes: megabyte } };
  const held = await openGatewayWorld(upstream.url, {}, {}, place);
  opened.push(held);
  const { sqlTransaction } = held.ctx.db;
  held.ctx.db.sqlTransaction = (async (work: Parameters<typeof sqlTransaction>[0]) => {
    await gate.promise;
    return sqlTransaction(work);
  }) as typeof sqlTransaction;
  upstream.answer = (_req, res) => void res.writeHead(400, { "content-type": "text/plain" }).end("x".repeat(64 * 1024));
  // Some sixty errors of 64 KiB each are the bound.
  let served = 0;
  for (let refused = false; !refused && served < 200; served += 10) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask("llamaparse/byoc/x", {}, held)));
    refused = answers.some((answer) => answer.status === 503);
    await Promise.all(answers.map((answer) => answer.text()));
  }
  expect(served).toBeLessThan(100);
  expect(held.gateway.spool.state).toBe("full");
  expect(held.logged).toContainEqual(
    expect.objectContaining({ level: "error", message: expect.stringMatching(/filling/) }),
  );
  const waiting = held.gateway.waiting;
  const refusal = await ask("llamaparse/byoc/x", {}, held);
  expect(refusal.headers.get("retry-after")).toBe("2");
  await expectRefusal(refusal, "overloaded");
  for (let n = 0; n < 50; n += 1) await (await ask("llamaparse/byoc/x", {}, held)).text();
  expect(held.gateway.waiting).toBe(waiting);
  gate.resolve();
  await held.settled();
  upstream.answer = (_req, res) => void res.end("{}");
  expect((await ask("llamaparse/byoc/x", {}, held)).status).toBe(200);
}, 90_000);

test("a refusal reaches a caller who is still uploading, and the rest of the upload is not kept", async () => {
  for (let n = 0; n < 5; n += 1) {
    const answered = new Promise<{ status?: number; body: string }>((resolve, reject) => {
      const req = request(`${world.url}/api/v1/files`, {
        agent: false,
        method: "POST",
        headers: { authorization: "Bearer wrong", "content-length": 20 * 1024 * 1024 },
      });
      req.on("error", reject);
      req.on("response", async (res) => {
        let body = "";
        for await (const chunk of res) body += chunk;
        resolve({ status: res.statusCode, body });
      });
      const block = Buffer.alloc(64 * 1024);
      const write = (left: number): void => {
        if (left === 0) req.end();
        else if (req.write(block)) setImmediate(write, left - 1);
        else req.once("drain", () => write(left - 1));
      };
      write(320);
    });
    const { status, body } = await answered;
    expect(status).toBe(401);
    expect(JSON.parse(body).error.code).toBe("unknown_client_token");
  }
});

test("a caller who never ends a refused upload is cut off", async () => {
  const req = request(`${world.url}/api/v1/files`, {
    agent: false,
    method: "POST",
    headers: { authorization: "Bearer wrong", "content-length": 1_000_000_000_000 },
  });
  req.on("error", () => {});
  const closed = new Promise((resolve) => req.on("close", resolve));
  const timer = setInterval(() => void req.write(Buffer.alloc(1024)), 20);
  await closed;
  clearInterval(timer);
  expect(world.gateway.inFlight).toBe(0);
}, 10_000);

test("a vendor's early answer is the end of an endless upload too", async () => {
  upstream.answer = (_req, res) => void res.writeHead(413).end("too large");
  for (const path of ["/x", "/api/v1/files"]) {
    const req = request(`${world.url}${path}`, {
      agent: false,
      method: "POST",
      headers: { authorization: `Bearer ${world.token}`, "content-length": 1_000_000_000, "content-type": "a/b" },
    });
    req.on("error", () => {});
    const closed = new Promise((resolve) => req.on("close", resolve));
    const timer = setInterval(() => void req.write(Buffer.alloc(1024)), 20);
    await closed;
    clearInterval(timer);
    expect((await world.calls()).at(-1)).toMatchObject({ outcome: "answered", status: 413 });
  }
  upstream.answer = (_req, res) => void res.end("{}");
}, 15_000);

test("a body larger than any vendor takes is refused before a byte of it is read", async () => {
  upstream.requests.length = 0;
  const answered = new Promise<number | undefined>((resolve, reject) => {
    const req = request(`${world.url}/api/v1/files`, {
      agent: false,
      method: "POST",
      headers: { authorization: `Bearer ${world.token}`, "content-length": 2 * 1024 ** 3 },
    });
    req.on("error", reject);
    req.on("response", (res) => {
      resolve(res.statusCode);
      req.destroy();
    });
    req.flushHeaders();
  });
  expect(await answered).toBe(413);
  expect(upstream.requests).toEqual([]);
  expect((await world.calls()).at(-1)).toMatchObject({ error_code: "body_too_large" });
});
