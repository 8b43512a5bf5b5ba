import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { writeRandomFacts } from "../rollups/facts-for-tests.ts";
import { foldRollups } from "../rollups/fold-rollups.ts";
import { creditTrend } from "./credit-trend.ts";
import { errorTrend } from "./error-trend.ts";
import { getOverview } from "./overview.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
  await writeRandomFacts(world.ctx.db.sql, world.clock.now(), 150, 21);
  await foldRollups(world.ctx);
});
afterAll(() => world.close());

const viewer = () => world.as("viewer");
const sums = async (from: string, to: string) => {
  const [row] = await world.ctx.db.sql.query<{ calls: number; failures: number; reported: number; unknown: number }>(
    `SELECT (SELECT count(*) FROM call WHERE started_at >= $1 AND started_at < $2) AS calls,
       (SELECT count(*) FROM failure WHERE at >= $1 AND at < $2) AS failures,
       (SELECT coalesce(sum(credits), 0)::float8 FROM credit_entry WHERE source = 'reported' AND at >= $1 AND at < $2) AS reported,
       (SELECT count(*) FROM credit_entry WHERE source = 'unknown' AND at >= $1 AND at < $2) AS unknown`,
    [from, to],
  );
  return row;
};

test.each(["1h", "6h", "24h", "7d", "30d"] as const)(
  "the trends of %s add up to the facts of their buckets",
  async (range) => {
    const errors = await errorTrend(viewer(), { range });
    const credits = await creditTrend(viewer(), { range });
    const calls = errors.buckets.reduce((sum, bucket) => sum + (bucket.calls ?? 0), 0);
    const failures = errors.buckets.flatMap((bucket) => Object.values(bucket.byFamily)).reduce((sum, n) => sum + n, 0);
    const facts = await sums(errors.from, errors.to);
    expect({ calls, failures, reported: credits.totals.reported, unknown: credits.totals.unknownJobs }).toEqual(facts);
    expect(calls).toBeGreaterThan(0);
  },
);

test("a stretch whose minutes are no longer kept is answered from the facts", async () => {
  const to = new Date(world.clock.now().getTime() - 9 * 86_400_000);
  const from = new Date(to.getTime() - 8 * 3_600_000);
  const answer = await errorTrend(viewer(), { from: from.toISOString(), to: to.toISOString() });
  expect(answer.bucketMs).toBeLessThan(3_600_000);
  const calls = answer.buckets.reduce((sum, bucket) => sum + (bucket.calls ?? 0), 0);
  expect(calls).toBe((await sums(answer.from, answer.to))?.calls);
});

test("a client's trend is its own, and another's is empty", async () => {
  const [row] = await world.ctx.db.sql.query<{ client_id: string; n: number }>(
    "SELECT client_id, count(*) AS n FROM call WHERE client_id IS NOT NULL AND started_at > $1 GROUP BY 1 LIMIT 1",
    [new Date("2026-10-21T12:00:00Z")],
  );
  const total = async (client: string) => {
    const { buckets } = await errorTrend(viewer(), { range: "30d", client });
    return buckets.reduce((sum, bucket) => sum + (bucket.calls ?? 0), 0);
  };
  expect(await total(row?.client_id ?? "")).toBe(row?.n);
  expect(await total(randomUUID())).toBe(0);
});

test("the overview counts what the facts hold, and knows how long jobs took", async () => {
  const { cells } = await getOverview(viewer(), { range: "7d" });
  const hour = 3_600_000;
  const from = new Date(Math.floor((world.clock.now().getTime() - 7 * 24 * hour) / hour) * hour).toISOString();
  const facts = await sums(from, world.clock.now().toISOString());
  const total = (of: (cell: (typeof cells)[number]) => number) => cells.reduce((sum, cell) => sum + of(cell), 0);
  expect(Math.abs(total((cell) => cell.calls) - (facts?.calls ?? 0))).toBeLessThanOrEqual(2);
  expect(Math.abs(total((cell) => cell.failures) - (facts?.failures ?? 0))).toBeLessThanOrEqual(2);
  const [{ p95 } = { p95: 0 }] = await world.ctx.db.sql.query<{ p95: number }>(
    `SELECT 1000 * percentile_disc(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - created_at))::float8 AS p95 FROM job
     WHERE provider = 'extend' AND region = 'eu' AND ended_at >= $1 AND state IN ('succeeded', 'partial', 'failed')`,
    [from],
  );
  const cell = cells.find(({ provider, region }) => provider === "extend" && region === "eu");
  expect(Math.abs((cell?.p95JobMs ?? 0) / p95 - 1)).toBeLessThan(0.25);
});
