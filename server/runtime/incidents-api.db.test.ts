import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Auth, ensureApiToken } from "#server/access/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { answerExport } from "./answer-export.ts";
import { answerApi } from "./http-route.ts";
import { openApiDocument } from "./openapi.ts";
import { setRuntime } from "./runtime.ts";

const apiToken = "an-api-token-for-incidents";
const id = randomUUID();
let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
  const env = { ...world.ctx.env, apiToken };
  await ensureApiToken({ ...world.ctx, env });
  setRuntime({ ctx: { ...world.ctx, env }, auth: { sessionOf: async () => null } as unknown as Auth });
  await world.ctx.db.sql.query(
    `INSERT INTO incident (id, kind, provider, region, opened_at, reason)
     VALUES ($1, 'place_unavailable', 'scopix', 'default', $2, 'HTTP 502')`,
    [id, new Date(world.clock.now().getTime() - 60_000)],
  );
});
afterAll(() => world.close());

async function ask(path: string, { method = "GET", token = apiToken as string | null } = {}) {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const segments = path.split("?")[0]?.split("/").slice(1) ?? [];
  const answer = await answerApi(new Request(`http://desk/api/v1${path}`, { method, headers }), segments);
  return { status: answer.status, body: await answer.json() };
}

test("incidents are listed, told one by one, acknowledged and exported over HTTP", async () => {
  const listed = await ask("/incidents?state=open&provider=scopix");
  expect(listed).toMatchObject({ status: 200, body: { items: [{ id, reason: "HTTP 502" }], next: null } });
  expect((await ask("/incidents?state=open&provider=extend")).body).toMatchObject({ items: [] });
  const told = await ask(`/incidents/${id}`);
  expect(told).toMatchObject({ status: 200, body: { id, failures: [], clientsNamed: [], countedAt: null } });
  expect(await ask(`/incidents/${id}/acknowledge`, { method: "POST" })).toMatchObject({
    status: 200,
    body: { id, acknowledged: { at: world.clock.now().toISOString() } },
  });
  expect((await ask(`/incidents/${id}/acknowledge`, { method: "POST" })).status).toBe(409);
  const headers = { authorization: `Bearer ${apiToken}` };
  const file = await answerExport(new Request("http://desk/api/v1/exports/incidents", { headers }), "incidents");
  expect(await file.text()).toContain(`${id},place_unavailable,scopix,default`);
});

test.each([
  ["/incidents", apiToken, 200],
  ["/incidents?state=closed", apiToken, 422],
  [`/incidents/${randomUUID()}`, apiToken, 404],
  ["/incidents/nonsense", apiToken, 422],
  ["/incidents", null, 401],
] as const)("%s with the token %s is answered with %i", async (path, token, status) => {
  expect((await ask(path, { token })).status).toBe(status);
});

test("the OpenAPI document describes them", () => {
  const { paths } = openApiDocument("http://desk") as { paths: Record<string, object> };
  expect(Object.keys(paths).filter((path) => path.includes("/incidents"))).toEqual([
    "/api/v1/incidents",
    "/api/v1/incidents/{id}",
    "/api/v1/incidents/{id}/acknowledge",
  ]);
});
