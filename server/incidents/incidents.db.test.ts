import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { acknowledgeIncident } from "./acknowledge-incident.ts";
import { getIncident } from "./get-incident.ts";
import { listIncidents } from "./list-incidents.ts";
import { watchBreakers } from "./watch-breakers.ts";
import { startInstance } from "./world-for-tests.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
  const regions = ["na", "eu", "byoc"] as const;
  for (const region of regions) {
    const instance = await startInstance(world.ctx);
    await instance.hold("llamaparse", region);
    world.clock.advance(1_000);
    await watchBreakers(world.ctx);
  }
});
afterAll(() => world.close());

const viewer = () => world.as("viewer");
const newestId = async () => (await listIncidents(viewer(), { limit: 1 })).items[0]?.id ?? "";

test("the list is paged by key, newest first, and holds each incident once", async () => {
  const regions: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listIncidents(viewer(), { limit: 2, cursor });
    regions.push(...page.items.map(({ region }) => region));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(regions).toEqual(["byoc", "eu", "na"]);
  await expect(listIncidents(viewer(), { cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("the list is narrowed by state, place and window", async () => {
  const regionsOf = async (filters: Parameters<typeof listIncidents>[1]) =>
    (await listIncidents(viewer(), filters)).items.map(({ region }) => region);
  expect(await regionsOf({ state: "resolved" })).toEqual([]);
  expect(await regionsOf({ state: "open", region: "eu" })).toEqual(["eu"]);
  expect(await regionsOf({ provider: "extend" })).toEqual([]);
  expect(await regionsOf({ from: "2026-11-19T00:00:00Z", to: "2026-11-20T12:00:01Z" })).toEqual(["na"]);
  // Open for long, and still of today.
  expect(await regionsOf({ from: "2026-11-30T00:00:00Z", to: "2026-12-01T00:00:00Z" })).toHaveLength(3);
});

test("an operator acknowledges it, which is on record with who and when; a second one learns who was first", async () => {
  const id = await newestId();
  expect(await acknowledgeIncident(world.as("operator"), { id })).toMatchObject({
    acknowledged: { by: "operator@example.com", at: world.clock.now().toISOString() },
  });
  await expect(acknowledgeIncident(world.as("admin"), { id })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("operator@example.com"),
  });
  expect(await getIncident(viewer(), { id })).toMatchObject({ acknowledged: { by: "operator@example.com" } });
  const rows = await world.ctx.db.prisma.auditRow.findMany({ where: { action: "incidents.acknowledge" } });
  expect(rows).toMatchObject([
    {
      target: `incident:${id}`,
      actorLabel: "operator@example.com",
      detail: { provider: "llamaparse", region: "byoc" },
    },
  ]);
});

test("whoever may only read acknowledges nothing", async () => {
  await expect(acknowledgeIncident(viewer(), { id: await newestId() })).rejects.toMatchObject({ code: "forbidden" });
});

test("an incident nobody knows is not found", async () => {
  await expect(getIncident(viewer(), { id: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  await expect(acknowledgeIncident(world.as("operator"), { id: randomUUID() })).rejects.toMatchObject({
    code: "not_found",
  });
});
