import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { writeRandomFacts } from "../rollups/facts-for-tests.ts";
import { foldRollups } from "../rollups/fold-rollups.ts";
import { listFailureGroups } from "./failure-groups.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
  await writeRandomFacts(world.ctx.db.sql, world.clock.now(), 150, 33);
  await foldRollups(world.ctx);
});
afterAll(() => world.close());

const viewer = () => world.as("viewer");
const one = async <T>(text: string, values: unknown[] = []) =>
  (await world.ctx.db.sql.query<{ value: T }>(text, values))[0]?.value;
const sum = (counts: readonly number[]) => counts.reduce((total, n) => total + n, 0);

test.each(["1h", "24h", "7d", "30d"] as const)(
  "the groups of %s hold each failure once, with its clients, whether counted or read",
  async (range) => {
    const { items } = await listFailureGroups(viewer(), { range, limit: 200 });
    const hour = 3_600_000;
    const day = 24 * hour;
    const ms = { "1h": hour, "24h": day, "7d": 7 * day, "30d": 30 * day }[range];
    // Counts reach back to the start of the bucket the window begins in.
    const width = range === "30d" ? day : range === "7d" ? hour / 4 : hour / 60;
    const now = world.clock.now().getTime();
    const bounds = [new Date(Math.floor((now - ms) / width) * width), new Date(now)];
    const facts = await world.ctx.db.sql.query<Record<string, unknown>>(
      `SELECT entry_id, provider, region, product, count(*)::int AS n, count(DISTINCT client_id)::int AS clients, max(at) AS last
       FROM failure WHERE entry_id IS NOT NULL AND at >= $1 AND at < $2 GROUP BY 1, 2, 3, 4`,
      bounds,
    );
    const recognised = items.filter(({ entryId }) => entryId !== null);
    const told = recognised.map((group) => [
      [group.entryId, group.provider, group.region, group.product].join(),
      group.count,
      group.clients,
      group.lastAt,
      group.trend.reduce((total, n) => total + n, 0),
    ]);
    const known = facts.map((row) => [
      [row.entry_id, row.provider, row.region, row.product].join(),
      row.n,
      row.clients,
      (row.last as Date).toISOString(),
      row.n,
    ]);
    const inBounds = range === "30d" ? told : told.filter(([key]) => known.some(([other]) => other === key));
    expect(inBounds.toSorted()).toEqual(known.toSorted());
    const all = await one<number>("SELECT count(*) AS value FROM failure WHERE at >= $1 AND at < $2", [
      new Date(now - ms),
      new Date(now),
    ]);
    expect(sum(items.map(({ count }) => count))).toBeGreaterThanOrEqual(all ?? 0);
  },
);

test.each(["24h", "7d", "30d"] as const)(
  "the groups of one client in %s hold its failures alone, with the first and the last of them",
  async (range) => {
    const client = await one<string>(
      "SELECT client_id AS value FROM failure WHERE entry_id IS NOT NULL AND client_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    );
    const { items } = await listFailureGroups(viewer(), { range, client, limit: 200 });
    const day = 86_400_000;
    const [ms, width] = { "24h": [day, 60_000], "7d": [7 * day, 900_000], "30d": [30 * day, day] }[range] as [
      number,
      number,
    ];
    const now = world.clock.now().getTime();
    const facts = await world.ctx.db.sql.query<Record<string, unknown>>(
      `SELECT entry_id, provider, region, product, count(*)::int AS n, min(at) AS first, max(at) AS last FROM failure
       WHERE entry_id IS NOT NULL AND client_id = $3 AND at >= $1 AND at < $2 GROUP BY 1, 2, 3, 4`,
      [new Date(Math.floor((now - ms) / width) * width), new Date(now), client],
    );
    const told = items.filter(({ entryId }) => entryId !== null);
    expect(
      told
        .map((group) =>
          [
            group.entryId,
            group.provider,
            group.region,
            group.product,
            group.count,
            group.clients,
            group.firstAt,
            group.lastAt,
          ].join(),
        )
        .toSorted(),
    ).toEqual(
      facts
        .map((row) =>
          [
            row.entry_id,
            row.provider,
            row.region,
            row.product,
            row.n,
            1,
            (row.first as Date).toISOString(),
            (row.last as Date).toISOString(),
          ].join(),
        )
        .toSorted(),
    );
    expect(told.map(({ lastAt }) => lastAt)).toEqual(
      told
        .map(({ lastAt }) => lastAt)
        .toSorted()
        .toReversed(),
    );
    for (const { count, trend } of told) expect(sum(trend)).toBe(count);
    expect(facts.length).toBeGreaterThan(0);
  },
);
