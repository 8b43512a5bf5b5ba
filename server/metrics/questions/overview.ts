import { type Overview, type OverviewCell, overview as output } from "#lib/contracts/overview.ts";
import type { CreditTotals } from "#lib/contracts/primitives.ts";
import { scope as input, type Scope, windowOf } from "#lib/contracts/scope.ts";
import type { Actor } from "#lib/vocabulary.ts";
import { entryById } from "#server/catalog/index.ts";
import { type Context, defineOperation } from "#server/platform/index.ts";
import { percentileOf } from "../rollups/percentile.ts";
import { groupOf } from "./failure-groups.ts";
import { selectGroups } from "./failure-groups-store.ts";
import { healthOf, keyState } from "./health.ts";
import * as store from "./overview-store.ts";

const newestShown = 8;
const dayMs = 24 * 3_600_000;
const usualDays = 7;
/** Health is judged by this last stretch of the window, in milliseconds. */
const recentMs = 3_600_000;
const fewestUsualAttempts = 20;
const fewestUsualJobs = 5;
/** A process not heard of for this long holds nobody back any more, in milliseconds. */
const silentMs = 15_000;

/** "Is anything wrong right now?": a cell per provider × region, what is alarming, and the newest failure groups. */
export const getOverview = defineOperation({
  name: "overview.get",
  summary: "Health of every provider and region",
  kind: "read",
  permission: "read",
  input,
  output,
  async run(ctx, scope) {
    const now = ctx.clock.now();
    const window = windowOf(scope, now);
    const [facts, groups] = await Promise.all([
      gather(ctx, scope, window, now),
      selectGroups(ctx.db.questions, { filters: scope, ...window, now, limit: newestShown }),
    ]);
    const cells = placesOf(facts, scope).map((place) => cellOf(facts, place));
    return {
      at: now.toISOString(),
      from: window.from.toISOString(),
      to: window.to.toISOString(),
      cells,
      alarms: cells.filter((cell) => cell.health === "failing").map((cell) => alarmOf(facts, cell)),
      keysAside: facts.keysAside.map(({ since, until, ...key }) => ({
        ...key,
        since: since.toISOString(),
        until: until.toISOString(),
      })),
      newest: groups.map((group) => groupOf(group, window)),
      totals: {
        jobs: cells.reduce((sum, cell) => sum + cell.inFlight, 0),
        failures: cells.reduce((sum, cell) => sum + cell.failures, 0),
      },
    };
  },
});

interface Window {
  from: Date;
  to: Date;
}

/** Everything the cells are made of, each question asked once. */
async function gather(ctx: Context, scope: Scope, window: Window, now: Date) {
  const sql = ctx.db.questions;
  const usual = { from: new Date(window.from.getTime() - usualDays * dayMs), to: window.from };
  const recent = { from: new Date(Math.max(window.from.getTime(), window.to.getTime() - recentMs)), to: window.to };
  const today = { from: new Date(Math.floor(now.getTime() / dayMs) * dayMs), to: now };
  const within = (stretch: Window) => ({ scope, ...stretch, now });
  const [calls, attempts, durations, open, credits, lost, keys, breakers] = await Promise.all([
    store.countCallsByPlace(sql, within(window)),
    store.countAttempts(sql, within(window)),
    store.jobDurations(sql, within(window)),
    store.openJobs(sql, scope, now),
    store.creditsByPlace(sql, within(today)),
    store.creditsLost(sql, scope, window),
    store.keysByPlace(sql),
    store.openBreakers(sql, new Date(now.getTime() - silentMs)),
  ]);
  const [usualAttempts, usualDurations, recentAttempts, causes, keysAside] = await Promise.all([
    store.countAttempts(sql, within(usual)),
    store.jobDurations(sql, within(usual)),
    store.countAttempts(sql, within(recent)),
    store.recentCauses(sql, within(recent)),
    store.keysAside(sql, scope),
  ]);
  return {
    now,
    calls,
    attempts,
    durations,
    open,
    credits,
    lost,
    keys,
    breakers,
    usualAttempts,
    usualDurations,
    recentAttempts,
    causes,
    keysAside,
  };
}
type Facts = Awaited<ReturnType<typeof gather>>;
type Place = Pick<OverviewCell, "provider" | "region">;

function at<T extends Place>(rows: readonly T[], place: Place): T[] {
  return rows.filter((row) => row.provider === place.provider && row.region === place.region);
}

/** Every place with a key, traffic or living jobs, within the scope. */
function placesOf(facts: Facts, scope: Scope): Place[] {
  const seen = new Map<string, Place>();
  for (const { provider, region } of [...facts.keys, ...facts.calls, ...facts.open, ...facts.attempts]) {
    if ((scope.provider && scope.provider !== provider) || (scope.region && scope.region !== region)) continue;
    seen.set(`${provider}/${region}`, { provider, region });
  }
  return [...seen.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, place]) => place);
}

/** Failures per attempt: an attempt is a job, or a call that failed by itself. */
function rateOf(rows: Facts["attempts"]) {
  const failed = rows.reduce((sum, row) => sum + row.failures, 0);
  const attempts = rows.reduce((sum, row) => sum + row.on_call + row.jobs, 0);
  return { failed, attempts, rate: attempts > 0 ? Math.min(1, failed / attempts) : null };
}

function p95Of(rows: Facts["durations"]) {
  return {
    n: rows.reduce((sum, row) => sum + row.n, 0),
    p95: percentileOf(new Map(rows.map((row) => [row.slot, row.n])), 0.95),
  };
}

function totalsOf(row: { reported: number; estimated: number; unknown_jobs: number } | undefined): CreditTotals {
  return { reported: row?.reported ?? 0, estimated: row?.estimated ?? 0, unknownJobs: row?.unknown_jobs ?? 0 };
}

function breakerOf(facts: Facts, place: Place): OverviewCell["breaker"] {
  const [worst] = at(facts.breakers, place);
  if (!worst) return null;
  return {
    state: worst.retry_at > facts.now ? "open" : "half_open",
    since: worst.opened_at.toISOString(),
    retryAt: worst.retry_at.toISOString(),
    reason: worst.reason,
  };
}

function cellOf(facts: Facts, place: Place): OverviewCell {
  const callRows = at(facts.calls, place);
  const callsTrend = Array.from({ length: store.sparkBuckets }, () => 0);
  for (const row of callRows) callsTrend[row.bucket] = row.n;
  const calls = callRows.reduce((sum, row) => sum + row.n, 0);
  const here = rateOf(at(facts.attempts, place));
  const usual = rateOf(at(facts.usualAttempts, place));
  const recent = rateOf(at(facts.recentAttempts, place));
  const usualDuration = p95Of(at(facts.usualDurations, place));
  const [open] = at(facts.open, place);
  const usualErrorRate = usual.attempts >= fewestUsualAttempts ? usual.rate : null;
  const p95JobMs = p95Of(at(facts.durations, place)).p95;
  const usualP95JobMs = usualDuration.n >= fewestUsualJobs ? usualDuration.p95 : null;
  const inFlight = open?.open ?? 0;
  const stuck = open?.stuck ?? 0;
  const breaker = breakerOf(facts, place);
  const signs = {
    calls,
    inFlight,
    stuck,
    attempts: recent.attempts,
    errorRate: recent.rate,
    usualErrorRate,
    p95JobMs,
    usualP95JobMs,
  };
  return {
    ...place,
    health: breaker ? "failing" : healthOf(signs),
    calls,
    callsTrend,
    failures: here.failed,
    errorRate: here.rate,
    usualErrorRate,
    p95JobMs,
    usualP95JobMs,
    inFlight,
    stuck,
    creditsToday: totalsOf(at(facts.credits, place)[0]),
    breaker,
    key: keyState(at(facts.keys, place)[0]),
  };
}

const whoseByActor: Record<Actor, Overview["alarms"][number]["whose"]> = {
  caller: "caller",
  operator: "operator",
  vendor: "vendor",
  wait: "vendor",
};

/** What the alarm sentence says of a failing place, by its most frequent recent cause. */
function alarmOf(facts: Facts, cell: OverviewCell): Overview["alarms"][number] {
  const recent = at(facts.causes, cell).sort((a, b) => b.n - a.n);
  const top = recent[0];
  const rate = rateOf(at(facts.recentAttempts, cell)).rate;
  const entry = top?.entry_id ? entryById(top.entry_id) : null;
  return {
    provider: cell.provider,
    region: cell.region,
    times: rate !== null && cell.usualErrorRate ? rate / cell.usualErrorRate : null,
    since: top?.first_at.toISOString() ?? null,
    family: top?.family ?? "unclassified",
    whose: entry ? whoseByActor[entry.whoActs] : "unknown",
    clients: new Set(recent.flatMap((row) => row.clients ?? [])).size,
    documents: recent.reduce((sum, row) => sum + row.documents, 0),
    stuck: cell.stuck,
    creditsLost: totalsOf(at(facts.lost, cell)[0]),
  };
}
