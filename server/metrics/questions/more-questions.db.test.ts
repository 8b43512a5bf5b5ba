import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { failureDimensions, latencyKinds, shapeDimensions } from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { writeRandomFacts } from "../rollups/facts-for-tests.ts";
import { foldRollups } from "../rollups/fold-rollups.ts";
import { listChartMarks } from "./chart-marks.ts";
import { comparePeriods } from "./comparison.ts";
import { documentShapes } from "./document-shapes.ts";
import { listEntryChanges } from "./entry-changes.ts";
import { failureTrend } from "./failure-series.ts";
import { latencyTrend } from "./latency.ts";
import { countStuckJobs } from "./stuck-jobs.ts";

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

test.each(failureDimensions)("failures by %s add up to the failures of the window, whatever is cut", async (by) => {
  for (const top of [1, 2, 50]) {
    const answer = await failureTrend(viewer(), { by, top, range: "7d" });
    const facts = await one<number>("SELECT count(*) AS value FROM failure WHERE at >= $1 AND at < $2", [
      answer.from,
      answer.to,
    ]);
    expect(sum(answer.series.map(({ failures }) => failures)) + sum(answer.rest?.counts ?? [])).toBe(facts);
    expect(answer.series.length).toBeLessThanOrEqual(top);
    for (const series of answer.series) expect(sum(series.counts)).toBe(series.failures);
  }
});

test("a place's rate is its failures by its own attempts, a cause's by everybody's", async () => {
  const places = await failureTrend(viewer(), { by: "place", range: "30d" });
  const causes = await failureTrend(viewer(), { by: "family", range: "30d" });
  const everybody = sum(places.series.map(({ attempts }) => attempts));
  expect(new Set(causes.series.map(({ attempts }) => attempts))).toEqual(new Set([everybody]));
  for (const { key, attempts, rate, failures } of places.series) {
    const [provider, region] = key.split("/");
    const facts = await one<number>(
      `SELECT (SELECT count(*) FROM job WHERE provider = $1 AND region = $2 AND created_at >= $3 AND created_at < $4)
         + (SELECT count(*) FROM failure WHERE provider = $1 AND region = $2 AND surface <> 'job' AND at >= $3 AND at < $4) AS value`,
      [provider, region, places.from, places.to],
    );
    expect(attempts).toBe(facts);
    expect(rate).toBeCloseTo(failures / attempts, 9);
  }
});

test("a drill-down by entry holds the failures of its family alone", async () => {
  const families = await failureTrend(viewer(), { by: "family", range: "30d" });
  const timeouts = families.series.find(({ key }) => key === "timeout");
  const entries = await failureTrend(viewer(), { by: "entry", family: "timeout", range: "30d" });
  expect(entries.series.map(({ key, failures }) => [key, failures])).toEqual([["x/timeout", timeouts?.failures]]);
});

test.each(latencyKinds)("the percentiles of %s lie within a few per cent of the true ones", async (kind) => {
  const answer = await latencyTrend(viewer(), { kind, range: "30d" });
  const source = {
    call: "SELECT latency_ms AS ms, started_at AS at FROM call WHERE outcome = 'answered'",
    job: "SELECT 1000 * extract(epoch FROM ended_at - created_at) AS ms, ended_at AS at FROM job WHERE state IN ('succeeded','partial','failed')",
    queued:
      "SELECT 1000 * extract(epoch FROM running_at - created_at) AS ms, ended_at AS at FROM job WHERE state IN ('succeeded','partial','failed')",
    running:
      "SELECT 1000 * extract(epoch FROM ended_at - running_at) AS ms, ended_at AS at FROM job WHERE state IN ('succeeded','partial','failed')",
  }[kind];
  for (const [share, figure] of [
    [0.5, answer.total.p50],
    [0.95, answer.total.p95],
  ] as const) {
    const facts = await one<number>(
      `SELECT percentile_disc($3::float8) WITHIN GROUP (ORDER BY ms)::float8 AS value FROM (${source}) s WHERE at >= $1 AND at < $2`,
      [answer.from, answer.to, share],
    );
    expect(Math.abs((figure ?? 0) / (facts ?? 1) - 1)).toBeLessThan(0.25);
  }
  expect(sum(answer.buckets.map(({ n }) => n))).toBe(answer.total.n);
  expect(sum(answer.places.map(({ n }) => n))).toBe(answer.total.n);
});

test("an entry is new once, regressed after a week of silence, and neither when it goes on; a client is told of those it met since", async () => {
  const other = await openTestWorld();
  const day = 86_400_000;
  const fail = (entry: string, daysAgo: number, client: string) =>
    other.ctx.db.sql.query(
      `INSERT INTO failure (id, at, provider, region, surface, match, entry_id, family, rule, billed, client_id)
       VALUES ($1, $2, 'extend', 'eu', 'http', 'entry', $3, 'timeout', 'r', 'no', $4)`,
      [randomUUID(), new Date(other.clock.now().getTime() - daysAgo * day), entry, client],
    );
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  try {
    for (const [entry, daysAgo, client] of [
      ["extend/old", 40, first],
      ["extend/back", 30, second],
      ["extend/usual", 9, first],
      ["extend/usual", 5, first],
      ["extend/back", 3, first],
      ["extend/new", 1, second],
      ["extend/new", 0.01, third],
      ["extend/usual", 1, first],
    ] as const) {
      await fail(entry, daysAgo, client);
      await foldRollups(other.ctx);
    }
    const told = async (scope: Scope) => {
      const { items } = await listEntryChanges(other.as("viewer"), { range: "7d", ...scope });
      return items.map(({ entryId, state, silentDays }) => [entryId, state, silentDays]).toSorted();
    };
    const back = ["extend/back", "regressed", 27];
    const fresh = ["extend/new", "new", null];
    expect(await told({})).toEqual([back, fresh]);
    expect(await told({ client: first })).toEqual([back]);
    expect(await told({ client: second })).toEqual([fresh]);
    expect(await told({ client: third })).toEqual([fresh]);
  } finally {
    await other.close();
  }
});

test("living jobs are counted by place and product, the stuck ones by the place's own threshold", async () => {
  await world.ctx.db.sql.query(
    "INSERT INTO stuck_threshold (provider, region, product, seconds, jobs, learned_at) VALUES ('extend', 'eu', 'parse', 60, 40, now())",
  );
  const { items } = await countStuckJobs(viewer(), {});
  const open = await one<number>("SELECT count(*) AS value FROM job WHERE ended_at IS NULL");
  expect(sum(items.map((item) => item.open))).toBe(open);
  const learned = items.find(
    ({ provider, region, product }) => `${provider}/${region}/${product}` === "extend/eu/parse",
  );
  expect(learned).toMatchObject({ thresholdSeconds: 60, learnedFrom: 40 });
  expect(learned?.stuck).toBe(
    await one<number>(
      `SELECT count(*) AS value FROM job WHERE ended_at IS NULL AND provider = 'extend' AND region = 'eu' AND product = 'parse'
         AND created_at < $1::timestamptz - interval '60 seconds'`,
      [world.clock.now()],
    ),
  );
});

test.each(["place", "client", "family", "entry"] as const)(
  "a comparison by %s puts each period's own facts side by side",
  async (by) => {
    const answer = await comparePeriods(viewer(), { by, range: "7d" });
    expect(answer.before.to).toBe(answer.after.from);
    for (const [period, figures] of [
      [answer.before, answer.total.before],
      [answer.after, answer.total.after],
    ] as const) {
      const bounds = [period.from, period.to];
      expect(figures).toMatchObject({
        calls: await one("SELECT count(*) AS value FROM call WHERE started_at >= $1 AND started_at < $2", bounds),
        jobs: await one("SELECT count(*) AS value FROM job WHERE created_at >= $1 AND created_at < $2", bounds),
        failures: await one("SELECT count(*) AS value FROM failure WHERE at >= $1 AND at < $2", bounds),
        creditsUnknown: await one(
          "SELECT count(*) AS value FROM credit_entry WHERE source = 'unknown' AND at >= $1 AND at < $2",
          bounds,
        ),
      });
    }
    const recognised = by === "entry" ? "WHERE entry_id IS NOT NULL AND" : "WHERE";
    expect(sum(answer.items.map(({ after }) => after.failures))).toBe(
      await one(`SELECT count(*) AS value FROM failure ${recognised} at >= $1 AND at < $2`, [
        answer.after.from,
        answer.after.to,
      ]),
    );
    const shared = by === "family" || by === "entry";
    for (const { after } of shared ? answer.items : []) expect(after.attempts).toBe(answer.total.after.attempts);
    expect(sum(answer.items.map(({ after }) => after.calls))).toBe(shared ? 0 : answer.total.after.calls);
    await expect(
      comparePeriods(viewer(), { by, range: "7d", before: world.clock.now().toISOString() }),
    ).rejects.toMatchObject({ code: "invalid_input" });
  },
);

test.each(shapeDimensions)(
  "jobs by their documents' %s add up to the jobs that ended, cancelled ones aside",
  async (by) => {
    const answer = await documentShapes(viewer(), { by, range: "7d" });
    const ended = await one<number>(
      "SELECT count(*) AS value FROM job WHERE state <> 'cancelled' AND ended_at >= $1 AND ended_at < $2",
      [answer.from, answer.to],
    );
    expect(sum(answer.items.map(({ jobs }) => jobs))).toBe(ended);
    const bad = await one<number>(
      "SELECT count(*) AS value FROM job WHERE state IN ('failed', 'lost') AND ended_at >= $1 AND ended_at < $2",
      [answer.from, answer.to],
    );
    expect(sum(answer.items.map(({ failed }) => failed))).toBe(bad);
  },
);

test("changes of keys are marks; tests and renamings are not", async () => {
  const write = (action: string, detail: object) =>
    world.ctx.db.prisma.auditRow.create({
      data: {
        at: world.clock.now(),
        actorKind: "operator",
        actorLabel: "a",
        action,
        target: "provider_key:gone",
        detail,
      },
    });
  world.clock.advance(1_000);
  await write("vault.addKey", { provider: "extend", region: "eu", label: "Production" });
  await write("vault.changeKey", { label: "Renamed" });
  await write("vault.changeKey", { label: "Production", disabled: true });
  await write("vault.testKey", { result: "works" });
  world.clock.advance(1_000);
  const { items } = await listChartMarks(viewer(), { range: "1h" });
  expect(items.map((mark) => mark.kind === "key" && mark.words).toSorted()).toEqual([
    "Key Production added",
    "Key Production disabled",
  ]);
  expect((await listChartMarks(viewer(), { range: "1h", provider: "scopix" })).items).toEqual([]);
});
