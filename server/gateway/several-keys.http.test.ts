import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createClient, createClientToken } from "#server/access/index.ts";
import { eventually } from "#server/testing/index.ts";
import { addKey, listKeys } from "#server/vault/index.ts";
import { forgetful, type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "./gateway-for-tests.ts";

const clients = 24;
let upstream: Upstream;
let world: GatewayWorld;
let other = { id: "", secret: "another+key/of-the-same-place" };
const tokens: string[] = [];
/** Secrets the vendor refuses just now, with the status. */
const refused = new Map<string, number>();
let asked = 0;

beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(upstream.url, forgetful);
  const key = await addKey(world.ctx, {
    provider: "llamaparse",
    region: "byoc",
    label: "second",
    secret: other.secret,
    baseUrl: upstream.url,
  });
  other = { ...other, id: key.id };
  for (let n = 0; n < clients; n += 1) {
    const { id } = await createClient(world.ctx, { name: `client ${n}` });
    tokens.push((await createClientToken(world.ctx, { clientId: id, label: "t" })).token);
  }
  await vi.waitFor(async () => expect((await ask(tokens.at(-1))).status).toBe(200), { timeout: 10_000 });
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});
beforeEach(async () => {
  await world.settled();
  refused.clear();
  upstream.requests.length = 0;
  upstream.answer = (req, res) => {
    const secret = String(req.headers.authorization).slice("Bearer ".length);
    const status = refused.get(secret);
    if (status) return json(res, status, { detail: "no" });
    asked += 1;
    json(res, 200, req.method === "POST" ? { id: `pjb-${asked}`, status: "PENDING" } : { id: "x", status: "PENDING" });
  };
});

function json(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
const ask = (token = tokens[0], path = "/x", method = "GET") =>
  fetch(`${world.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(method === "POST" ? { body: "{}" } : {}),
  });
const usedSecrets = () => upstream.requests.map((req) => String(req.headers.authorization).slice("Bearer ".length));

test("a place's clients are shared out among its keys, and each stays with its own", async () => {
  for (const token of tokens) await ask(token);
  const first = usedSecrets();
  expect(new Set(first)).toEqual(new Set([world.secret, other.secret]));
  upstream.requests.length = 0;
  for (const token of tokens) await ask(token);
  expect(usedSecrets()).toEqual(first);
});

test("whoever asks about a job asks with the key that made it, also where nobody remembers", async () => {
  const made: { id: string; secret: string }[] = [];
  for (const token of tokens) {
    const { id } = (await (await ask(token, "/api/v2/parse", "POST")).json()) as { id: string };
    made.push({ id, secret: usedSecrets().at(-1) ?? "" });
  }
  await world.settled();
  expect(new Set(made.map(({ secret }) => secret)).size).toBe(2);
  for (const { id, secret } of made) {
    for (const method of ["GET", "GET", "DELETE"]) {
      await ask(tokens[0], `/api/v2/parse/${id}`, method);
      expect(usedSecrets().at(-1)).toBe(secret);
    }
  }
  const keys = await world.ctx.db.sql.query<{ provider_key_id: string }>("SELECT DISTINCT provider_key_id FROM job");
  expect(keys.map((row) => row.provider_key_id).sort()).toEqual([world.keyId, other.id].sort());
});

const asideKeys = async () => (await listKeys(world.as("viewer"), {})).items.filter(({ aside }) => aside !== null);

test.each([
  [401, "refused"],
  [402, "unpaid"],
] as const)("a key answered %i steps aside and its clients go on with the other", async (status, reason) => {
  await world.ctx.db.sql.query("UPDATE provider_key SET aside_reason = NULL");
  world.ctx.bus.publish("keys_changed");
  await eventually(async () => {
    upstream.requests.length = 0;
    for (const token of tokens) await ask(token);
    expect(new Set(usedSecrets()).size).toBe(2);
  });
  refused.set(other.secret, status);
  const statuses = await Promise.all(tokens.map(async (token) => (await ask(token)).status));
  expect(statuses).toContain(status);
  await eventually(async () => expect(await asideKeys()).toMatchObject([{ id: other.id, aside: { reason } }]));
  await eventually(async () => {
    for (const token of tokens) expect((await ask(token)).status).toBe(200);
  });
  await world.ctx.db.sql.query("UPDATE provider_key SET aside_reason = NULL");
});
