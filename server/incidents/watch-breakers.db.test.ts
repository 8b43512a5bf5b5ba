import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listChartMarks } from "#server/metrics/index.ts";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { getIncident } from "./get-incident.ts";
import { listIncidents } from "./list-incidents.ts";
import { watchBreakers } from "./watch-breakers.ts";
import { startInstance, type TestInstance } from "./world-for-tests.ts";

let world: TestWorld;
let one: TestInstance;
let two: TestInstance;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.ctx.db.sql.query("TRUNCATE breaker, instance, incident, client CASCADE");
  world.clock.set(testStart);
  one = await startInstance(world.ctx);
  two = await startInstance(world.ctx);
});

const second = 1_000;
const minute = 60 * second;
const at = (ms: number) => new Date(testStart.getTime() + ms).toISOString();
const look = () => watchBreakers(world.ctx);
const incidents = async () => (await listIncidents(world.as("viewer"), {})).items;

/** Lets time pass in which living instances beat and look every two seconds, as they do. */
async function pass(ms: number, living: readonly TestInstance[] = [one, two]): Promise<void> {
  for (let passed = 0; passed < ms; passed += 2 * second) {
    world.clock.advance(2 * second);
    for (const instance of living) await instance.beat();
    await look();
  }
}

test("however many instances hold a place back and look at once, one incident opens, when the first breaker did", async () => {
  await one.hold("extend", "eu", "HTTP 503");
  world.clock.advance(second);
  await two.hold("extend", "eu", "ECONNREFUSED");
  await Promise.all(Array.from({ length: 8 }, look));
  expect(await incidents()).toMatchObject([
    { kind: "place_unavailable", provider: "extend", region: "eu", openedAt: at(0), resolvedAt: null },
  ]);
  expect(world.logged.filter(({ message }) => message === "an incident opened")).toHaveLength(1);
});

test("places have incidents of their own", async () => {
  await one.hold("extend", "eu");
  await one.hold("extend", "us");
  await pass(2 * second);
  expect((await incidents()).map(({ region }) => region).toSorted()).toEqual(["eu", "us"]);
  expect((await listIncidents(world.as("viewer"), { region: "us" })).items).toHaveLength(1);
});

test("it is resolved once every breaker stayed closed for two minutes, as of when they closed", async () => {
  await one.hold("extend", "eu");
  await two.hold("extend", "eu");
  await pass(minute);
  await one.letPass();
  await pass(5 * minute);
  expect(await incidents()).toMatchObject([{ quietSince: null, resolvedAt: null }]);
  await two.letPass();
  await pass(118 * second);
  const closedAt = at(6 * minute + 2 * second);
  expect(await incidents()).toMatchObject([{ quietSince: closedAt, resolvedAt: null }]);
  await pass(4 * second);
  expect(await incidents()).toMatchObject([{ quietSince: null, resolvedAt: closedAt }]);
  expect((await listIncidents(world.as("viewer"), { state: "open" })).items).toEqual([]);
});

test("a breaker that opens again within two minutes continues the incident; a later one opens another", async () => {
  await one.hold("extend", "eu", "HTTP 503");
  await pass(10 * second);
  await one.letPass();
  await pass(118 * second);
  await one.hold("extend", "eu", "ECONNRESET");
  await pass(2 * second);
  expect(await incidents()).toMatchObject([{ openedAt: at(0), quietSince: null, reason: "ECONNRESET" }]);
  await one.letPass();
  await pass(124 * second);
  await one.hold("extend", "eu");
  await pass(2 * second);
  const [newer, older, ...more] = await incidents();
  expect(more).toEqual([]);
  expect(older).toMatchObject({ openedAt: at(0), resolvedAt: at(132 * second) });
  expect(newer).toMatchObject({ openedAt: at(254 * second), resolvedAt: null });
});

test("of what a killed instance left behind nothing speaks for an incident: the next start resolves it, or goes on with it", async () => {
  await one.hold("extend", "eu");
  await one.hold("scopix", "default");
  await look();
  // Killed, and started again an hour later.
  world.clock.advance(60 * minute);
  const next = await startInstance(world.ctx);
  await look();
  const restarted = at(60 * minute);
  expect(await incidents()).toMatchObject([{ quietSince: restarted }, { quietSince: restarted }]);
  await next.hold("scopix", "default", "HTTP 500");
  await pass(2 * minute, [next]);
  const told = (await incidents()).toSorted((a, b) => a.provider.localeCompare(b.provider));
  expect(told).toMatchObject([
    { provider: "extend", openedAt: at(0), resolvedAt: restarted },
    { provider: "scopix", openedAt: at(0), resolvedAt: null, reason: "HTTP 500" },
  ]);
});

test("it knows what it hit within its time at its place: calls refused and failed, causes, clients", async () => {
  const { sql } = world.ctx.db;
  const client = randomUUID();
  await sql.query("INSERT INTO client (id, name) VALUES ($1, 'Invoices')", [client]);
  const refuse = (region: string, ms: number, code = "circuit_open") =>
    sql.query(
      `INSERT INTO call (id, started_at, ended_at, instance_id, provider, region, client_id, method, path, outcome, status, error_code)
       VALUES ($1, $2, $2, $1, 'extend', $3, $4, 'POST', '/parse', 'refused', 503, $5)`,
      [randomUUID(), at(ms), region, client, code],
    );
  const fail = (ms: number, entry: string | null, surface: string, clientId: string | null) =>
    sql.query(
      `INSERT INTO failure (id, at, provider, region, client_id, surface, match, entry_id, family, rule, billed)
       VALUES ($1, $2, 'extend', 'eu', $3, $4, 'entry', $5, 'unavailable', 'r', 'no')`,
      [randomUUID(), at(ms), clientId, surface, entry],
    );
  await one.hold("extend", "eu");
  await refuse("eu", 1_000);
  await refuse("eu", 1_500);
  await refuse("eu", 1_500, "client_rate_limit");
  await refuse("us", 1_500);
  await refuse("eu", -1);
  await fail(1_200, "extend/unavailable", "http", client);
  await fail(1_300, "extend/unavailable", "http", randomUUID());
  await fail(1_400, null, "job", null);
  await fail(-1, "extend/unavailable", "http", client);
  await pass(2 * second);
  const [open] = await incidents();
  expect(open).toMatchObject({ callsRefused: 2, callsFailed: 2, clients: 2, countedAt: at(2_000) });
  // What comes while it is open is counted along the way; what comes after it closed is not its own.
  await refuse("eu", 9_000);
  await pass(12 * second);
  expect(await incidents()).toMatchObject([{ callsRefused: 3 }]);
  await one.letPass();
  await pass(2 * second);
  await refuse("eu", 15_000);
  await refuse("eu", 17_000);
  await pass(130 * second);
  const told = await getIncident(world.as("viewer"), { id: open?.id ?? "" });
  expect(told).toMatchObject({
    resolvedAt: at(16_000),
    callsRefused: 4,
    clientsNamed: [{ id: client, name: "Invoices" }],
    failures: [
      { entryId: "extend/unavailable", family: "unavailable", count: 2 },
      { entryId: null, title: "Unclassified failure", count: 1 },
    ],
  });
  expect(Date.parse(told.countedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(at(136_000)));
});

test("a count that fails keeps no incident from opening or ending, and is made up for later", async () => {
  const questions = { query: () => Promise.reject(new Error("canceling statement due to statement timeout")) };
  const slow = { ...world.ctx, db: { ...world.ctx.db, questions } };
  await one.hold("extend", "eu");
  world.clock.advance(2 * second);
  await watchBreakers(slow);
  await one.letPass();
  for (const passed of [2 * second, 2 * minute]) {
    world.clock.advance(passed);
    await watchBreakers(slow);
  }
  expect(await incidents()).toMatchObject([{ resolvedAt: at(4 * second), countedAt: null }]);
  await pass(10 * second);
  const [counted] = await incidents();
  expect(counted?.countedAt).not.toBeNull();
  await pass(minute);
  expect(await incidents()).toEqual([counted]);
});

test("charts learn of every incident that lasted into their window, with its stretch", async () => {
  await one.hold("extend", "eu");
  await look();
  world.clock.advance(2 * 60 * minute);
  await two.beat();
  await two.hold("extend", "us");
  await look();
  await two.letPass();
  await pass(3 * minute, [two]);
  const marks = async (scope: { provider?: "extend" | "scopix"; region?: "eu" } = {}) =>
    (await listChartMarks(world.as("viewer"), { range: "1h", ...scope })).items;
  expect(await marks()).toMatchObject([
    { kind: "incident", region: "us", at: at(120 * minute), until: at(120 * minute + 2 * second) },
    { kind: "incident", region: "eu", at: at(0), until: at(120 * minute) },
  ]);
  expect(await marks({ region: "eu" })).toMatchObject([{ region: "eu", incidentKind: "place_unavailable" }]);
  expect(await marks({ provider: "scopix" })).toEqual([]);
});
