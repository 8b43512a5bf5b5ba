import type { KeyAsideReason } from "#lib/contracts/keys.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import type { Family, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { defaultStuckSeconds } from "#server/jobs/index.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";
import { countsSource, timesSource } from "../rollups/counts-source.ts";
import { creditSums } from "./credit-trend-store.ts";
import { scopeFilter } from "./scope-filter.ts";

interface Place {
  provider: ProviderId;
  region: RegionId;
}
type Row<T> = Place & T & Record<string, unknown>;
interface Window {
  from: Date;
  to: Date;
}

/** A stretch of time within a scope, asked about at `now`. */
export interface ScopedWindow extends Window {
  scope: Scope;
  now: Date;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How coarse the counts of a window may be, in milliseconds: fine enough for its spark line. */
function grainMsOf({ from, to }: Window): number {
  const span = to.getTime() - from.getTime();
  if (span <= 3 * hourMs) return minuteMs;
  if (span <= 30 * hourMs) return 15 * minuteMs;
  return span <= 14 * 24 * hourMs ? hourMs : 24 * hourMs;
}

function countsOf(window: ScopedWindow, isSum = true) {
  return countsSource({ ...window, widthMs: grainMsOf(window), isSum, by: [] });
}

/** Buckets of the calls spark line. */
export const sparkBuckets = 24;

/** Calls by place and bucket of the spark line. */
export function countCallsByPlace(sql: SqlRunner, window: ScopedWindow) {
  const source = countsOf(window, false);
  const width = Math.max(1, (window.to.getTime() - window.from.getTime()) / sparkBuckets);
  return sql.query<Row<{ bucket: number; n: number }>>(
    `SELECT r.provider, r.region, greatest(0, least(${sparkBuckets - 1},
       floor((date_part('epoch', r.bucket) * 1000 - ${window.from.getTime()}) / ${width})))::int AS bucket, sum(r.calls)::int8 AS n
     FROM ${source.sql} ${source.filter.sql} GROUP BY 1, 2, 3 HAVING sum(r.calls) > 0`,
    source.filter.values,
  );
}

/** Failures and attempts by place: an attempt is a job, or a call that failed by itself. */
export function countAttempts(sql: SqlRunner, window: ScopedWindow) {
  const source = countsOf(window);
  return sql.query<Row<{ failures: number; on_call: number; jobs: number }>>(
    `SELECT r.provider, r.region, sum(r.failures)::int8 AS failures, sum(r.failures_of_calls)::int8 AS on_call, sum(r.jobs)::int8 AS jobs
     FROM ${source.sql} ${source.filter.sql} GROUP BY 1, 2 HAVING sum(r.failures) > 0 OR sum(r.jobs) > 0`,
    source.filter.values,
  );
}

/** The failures of a short, recent stretch by place and cause, with whom they met. */
export function recentCauses(sql: SqlRunner, { scope, from, to }: ScopedWindow) {
  const filter = scopeFilter("f", "at", scope, { from, to });
  return sql.query<
    Row<{
      family: Family;
      entry_id: string | null;
      n: number;
      clients: string[];
      documents: number;
      first_at: Date;
    }>
  >(
    `SELECT f.provider, f.region, f.family, f.entry_id, count(*)::int AS n,
       array_agg(DISTINCT f.client_id::text) FILTER (WHERE f.client_id IS NOT NULL) AS clients,
       count(DISTINCT coalesce(f.job_id, f.call_id))::int AS documents, min(f.at) AS first_at
     FROM failure f ${filter.sql} GROUP BY 1, 2, 3, 4`,
    filter.values,
  );
}

/** How long the jobs took that ended in the window, by place. */
export function jobDurations(sql: SqlRunner, window: ScopedWindow) {
  const source = timesSource({ ...window, widthMs: grainMsOf(window), isSum: true, by: [] }, "job");
  return sql.query<Row<{ slot: number; n: number }>>(
    `SELECT r.provider, r.region, u.slot, sum(u.n)::int8 AS n
     FROM ${source.sql}, LATERAL unnest(r.slots, r.counts) AS u(slot, n) ${source.filter.sql} GROUP BY 1, 2, 3`,
    source.filter.values,
  );
}

/** Living jobs and how many of them are stuck, by place. */
export function openJobs(sql: SqlRunner, scope: Scope, now: Date) {
  const filter = new SqlFilter([now])
    .always("j.ended_at IS NULL")
    .where("j.provider = ?", scope.provider)
    .where("j.region = ?", scope.region)
    .where("j.product = ?", scope.product)
    .where("j.client_id = ?", scope.client);
  return sql.query<Row<{ open: number; stuck: number }>>(
    `SELECT j.provider, j.region, count(*)::int AS open,
       count(*) FILTER (WHERE j.created_at < $1::timestamptz - make_interval(secs => coalesce(t.seconds, ${defaultStuckSeconds})))::int AS stuck
     FROM job j LEFT JOIN stuck_threshold t ON t.provider = j.provider AND t.region = j.region AND t.product = j.product
     ${filter.sql} GROUP BY 1, 2`,
    filter.values,
  );
}

/** Credits of the window by place. */
export function creditsByPlace(sql: SqlRunner, window: ScopedWindow) {
  const source = countsOf(window);
  return sql.query<Row<{ reported: number; estimated: number; unknown_jobs: number }>>(
    `SELECT r.provider, r.region, ${creditSums} FROM ${source.sql} ${source.filter.sql} GROUP BY 1, 2`,
    source.filter.values,
  );
}

/** Credits of jobs that were billed and gave nothing back, by place. */
export function creditsLost(sql: SqlRunner, scope: Scope, window: Window) {
  const filter = scopeFilter("j", "ended_at", scope, window)
    .always("j.state IN ('failed', 'lost')")
    .always("j.credits > 0");
  return sql.query<Row<{ reported: number; estimated: number; unknown_jobs: number }>>(
    `SELECT j.provider, j.region, coalesce(sum(j.credits) FILTER (WHERE j.credit_source = 'reported'), 0)::float8 AS reported,
       coalesce(sum(j.credits) FILTER (WHERE j.credit_source = 'estimated'), 0)::float8 AS estimated, 0 AS unknown_jobs
     FROM job j ${filter.sql} GROUP BY 1, 2`,
    filter.values,
  );
}

/** Provider keys by place with what their last test said. */
export function keysByPlace(sql: SqlRunner) {
  return sql.query<Row<{ enabled: number; total: number; aside: number; results: (string | null)[] }>>(
    `SELECT provider, region, count(*) FILTER (WHERE disabled_at IS NULL)::int AS enabled, count(*)::int AS total,
       count(*) FILTER (WHERE disabled_at IS NULL AND aside_reason IS NOT NULL)::int AS aside,
       coalesce(array_agg(test_result) FILTER (WHERE disabled_at IS NULL), '{}') AS results
     FROM provider_key GROUP BY 1, 2`,
  );
}

/** Breakers that are not closed, of the instances that live, by place. */
export function openBreakers(sql: SqlRunner, aliveSince: Date) {
  return sql.query<Row<{ opened_at: Date; retry_at: Date; reason: string }>>(
    `SELECT b.provider, b.region, b.opened_at, b.retry_at, b.reason FROM breaker b
     JOIN instance n ON n.id = b.instance_id WHERE n.last_seen_at >= $1 ORDER BY b.retry_at DESC`,
    [aliveSince],
  );
}

/** Keys in use that stepped aside, the longest first. */
export function keysAside(sql: SqlRunner, scope: Scope) {
  const filter = new SqlFilter()
    .always("k.aside_reason IS NOT NULL")
    .always("k.disabled_at IS NULL")
    .where("k.provider = ?", scope.provider)
    .where("k.region = ?", scope.region);
  return sql.query<
    Row<{ id: string; label: string; reason: KeyAsideReason; since: Date; until: Date; others: number }>
  >(
    `SELECT k.id, k.provider, k.region, k.label, k.aside_reason AS reason, k.aside_since AS since, k.aside_until AS until,
       (SELECT count(*)::int FROM provider_key o WHERE o.provider = k.provider AND o.region = k.region
         AND o.disabled_at IS NULL AND o.aside_reason IS NULL) AS others
     FROM provider_key k ${filter.sql} ORDER BY k.aside_since`,
    filter.values,
  );
}
