import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pollNow } from "#server/jobs/index.ts";
import { forgetful, type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "./gateway-for-tests.ts";

let world: GatewayWorld;
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(upstream.url, forgetful);
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});

const webhookSecret = "whsec hush-hush-0123456789";

/** Every row of every table as text, and every line logged. */
async function everything(): Promise<string> {
  await world.settled();
  const { sql } = world.ctx.db;
  const tables = await sql.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const rows = await Promise.all(tables.map(({ name }) => sql.query(`SELECT t::text AS row FROM ${name} t`)));
  return JSON.stringify([rows, world.logged]);
}

const call = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(`${world.url}${path}`, {
    method,
    body,
    headers: {
      authorization: `Bearer ${world.token}`,
      ...(body ? { "content-type": "application/json" } : {}),
      ...headers,
    },
  }).then((answer) => answer.text());

/** What an indiscreet vendor may say: our key as it is, in JSON, in an address, in a name; the caller's token too. */
function indiscretion(): Record<string, unknown> {
  const { secret, token } = world;
  return {
    id: "pjb-1",
    status: "FAILED",
    detail: `The key ${secret} (sent by ${token}) is over its limit`,
    error_message: `The key ${secret} is over its limit: https://v.example/?k=${encodeURIComponent(secret)}`,
    error_code: secret,
    echo: { headers: [`X-Whatever: ${secret}`], [secret]: token, nested: JSON.stringify({ key: secret }) },
  };
}

test("what vendors repeat of our key and callers' tokens is kept nowhere", async () => {
  const text = JSON.stringify(indiscretion());
  const answers: [number, Record<string, string>, string | Uint8Array][] = [
    [401, { "content-type": "application/json", "x-request-id": world.secret }, text],
    [500, { "content-type": "text/html" }, `<html>${world.secret} ${world.token}</html>`],
    [429, { "content-type": "application/json", "content-encoding": "gzip" }, gzipSync(text)],
    [400, { "content-type": "application/json" }, `{"padding":"${"x".repeat(70_000)}","key":"${world.secret}"}`],
    [400, { "content-type": "application/json" }, `{"detail":"${world.secret}${"x".repeat(70_000)}`],
    [200, { "content-type": "application/json", "content-encoding": "gzip" }, gzipSync(text)],
    [200, { "content-type": "application/json" }, text],
  ];
  for (const [status, headers, body] of answers) {
    upstream.answer = (_req, res) => void res.writeHead(status, headers).end(body);
    await call("POST", "/api/v2/parse", '{"tier":"fast"}');
    await call("GET", "/api/v2/parse/pjb-1");
  }
  upstream.answer = (_req, res) =>
    void res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ job: indiscretion() }));
  await world.settled();
  await pollNow(world.as("operator"), { id: "pjb-1" });
  const dump = await everything();
  expect(dump).toContain("is over its limit");
  expect(dump).toContain("pjb-1");
  expect(dump).not.toContain(world.secret);
  expect(dump).not.toContain(encodeURIComponent(world.secret));
  expect(dump).not.toContain(world.token);
});

test("what callers send beside their token is kept without its secrets, also when it is cut off or packed", async () => {
  upstream.answer = (_req, res) =>
    void res.writeHead(422, { "content-type": "application/json" }).end('{"detail":"no"}');
  const webhooks = [
    {
      webhook_url: "https://a.example/h?token=hush-hush-q",
      webhook_signing_secret: webhookSecret,
      webhook_headers: { "X-Own": webhookSecret },
    },
  ];
  const body = { tier: "fast", note: "kept-note", webhook_configurations: webhooks, password: webhookSecret };
  await call(
    "POST",
    `/api/v2/parse?token=hush-hush-q&project_id=kept-project&note=${world.token}`,
    JSON.stringify(body),
  );
  await call("POST", "/api/v2/parse", JSON.stringify({ ...body, filler: "x".repeat(70_000) }));
  await call(
    "POST",
    "/api/v2/parse",
    JSON.stringify({ filler: "x".repeat(65_536 - 90), webhook_signing_secret: webhookSecret }),
  );
  await call("POST", `/api/v2/parse/${world.token}/cancel`, "{}");
  await fetch(`${world.url}/api/v2/parse`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${world.token}`,
      "content-type": "application/json",
      "content-encoding": "gzip",
      "user-agent": `sdk ${world.token}`,
    },
    body: gzipSync(JSON.stringify(body), { level: 0 }),
  });
  const dump = await everything();
  expect(dump).toContain("kept-note");
  expect(dump).toContain("kept-project");
  expect(dump).not.toContain("hush-hush");
  expect(dump).not.toContain(world.token);
});

test("a vendor that fails without an answer, and a caller who is refused, leave no secret either", async () => {
  upstream.answer = (req) => req.socket.destroy();
  await call("POST", "/api/v2/parse", '{"tier":"fast"}');
  await fetch(`http://127.0.0.1:${world.port}/gateway/llamaparse/eu/x?api_key=${world.secret}`, {
    headers: { "x-api-key": world.token },
  });
  await fetch(`${world.url}/x`, { headers: { authorization: "Bearer another-unknown-token-0123456789" } });
  const dump = await everything();
  expect(dump).toContain("no_provider_key");
  for (const secret of [world.secret, world.token, "another-unknown-token"]) expect(dump).not.toContain(secret);
});
