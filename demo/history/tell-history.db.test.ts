import { afterAll, beforeAll, expect, test } from "vitest";
import { startSandbox } from "#sandbox/index.ts";
import { foldRollups } from "#server/metrics/index.ts";
import { type OwnedDatabase, openDatabase } from "#server/platform/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { ensureSandboxKey } from "#server/vault/index.ts";
import { tellHistory } from "./tell-history.ts";

const now = new Date("2026-11-20T12:00:00Z");
const clients = ["invoice-bot", "claims-intake", "contract-search", "research"];

let world: TestWorld;
let db: OwnedDatabase;
beforeAll(async () => {
  world = await openTestWorld();
  const sandbox = await startSandbox();
  await ensureSandboxKey({ ...world.ctx, sandboxUrl: sandbox.url });
  await sandbox.close();
  db = openDatabase(world.databaseUrl, { poolSize: 8 });
});
afterAll(async () => {
  await db.close();
  await world.close();
});

const count = async (table: string, where = "true") => {
  const [row] = await db.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`);
  return row?.n ?? 0;
};
async function tell(): Promise<string[]> {
  const said: string[] = [];
  const docket = { ctx: { ...world.ctx, db }, origin: "http://docket.example" };
  await tellHistory(docket, { days: 2, seed: 5, perDay: 30, clients, now, say: (line) => said.push(line) });
  return said;
}

test("a told history is calls, jobs, failures and credits of its own time, in the sandbox, and is told once", async () => {
  expect((await tell()).at(-1)).toContain("http://docket.example/overview");
  const [calls, jobs] = [await count("call"), await count("job")];
  expect(calls).toBeGreaterThan(60);
  expect(jobs).toBeGreaterThan(30);
  expect(await count("failure")).toBeGreaterThan(0);
  expect(await count("credit_entry", "source = 'reported'")).toBeGreaterThan(10);
  expect(await count("call", "region <> 'sandbox' OR started_at > '2026-11-20T12:00Z' OR ended_at < started_at")).toBe(
    0,
  );
  expect(await count("job", "region <> 'sandbox' OR created_at > '2026-11-20T12:00Z' OR client_id IS NULL")).toBe(0);
  expect(await count("job", "state IN ('queued', 'running')")).toBe(2);
  expect(await count("call_intent")).toBe(0);
  expect(await count("failure", "match = 'none'")).toBe(0);

  expect(await tell()).toEqual(["The history of the last 2 days is there already."]);
  expect([await count("call"), await count("job")]).toEqual([calls, jobs]);

  await foldRollups({ ...world.ctx, clock: { now: () => now } });
  const [folded] = await db.sql.query<{ calls: number; jobs: number }>(
    "SELECT sum(calls)::int AS calls, sum(jobs)::int AS jobs FROM rollup WHERE grain = 'day' AND level = 'place'",
  );
  expect(folded).toMatchObject({ calls, jobs });
}, 120_000);
