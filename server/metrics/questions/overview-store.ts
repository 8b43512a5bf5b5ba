import type { Scope } from "#lib/contracts/scope.ts";
import type { Family, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { defaultStuckSeconds, stuckHistoryMs, stuckThresholdsSql } from "#server/jobs/index.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";
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

/** Buckets of the calls spark line. */
export const sparkBuckets = 24;

export function countCallsByPlace(sql: SqlRunner, scope: Scope, window: Window) {
  const filter = scopeFilter("k", "started_at", scope, window);
  const width = Math.max(1, (window.to.getTime() - window.from.getTime()) / sparkBuckets);
  return sql.query<Row<{ bucket: number; n: number }>>(
    `SELECT k.provider, k.region, LEAST(${sparkBuckets - 1},
       floor((extract(epoch FROM k.started_at) * 1000 - ${window.from.getTime()}) / ${width}))::int AS bucket, count(*)::int AS n
     FROM call k ${filter.sql} GROUP BY 1, 2, 3`,
    filter.values,
  );
}

/** Failures by place, family and surface. */
export function countFailuresByPlace(sql: SqlRunner, scope: Scope, window: Window) {
  const filter = scopeFilter("f", "at", scope, window);
  return sql.query<
    Row<{
      family: Family;
      entry_id: string | null;
      on_call: number;
      n: number;
      clients: string[];
      documents: number;
      first_at: Date;
    }>
  >(
    `SELECT f.provider, f.region, f.family, f.entry_id, count(*) FILTER (WHERE f.surface <> 'job')::int AS on_call, count(*)::int AS n,
       array_agg(DISTINCT f.client_id::text) FILTER (WHERE f.client_id IS NOT NULL) AS clients,
       count(DISTINCT coalesce(f.job_id, f.call_id))::int AS documents, min(f.at) AS first_at
     FROM failure f ${filter.sql} GROUP BY 1, 2, 3, 4`,
    filter.values,
  );
}

/** Jobs created in the window, by place. */
export function countJobs(sql: SqlRunner, scope: Scope, window: Window) {
  const filter = scopeFilter("j", "created_at", scope, window);
  return sql.query<Row<{ n: number }>>(
    `SELECT j.provider, j.region, count(*)::int AS n FROM job j ${filter.sql} GROUP BY 1, 2`,
    filter.values,
  );
}

/** p95 of the duration of jobs that ended in the window, in milliseconds, by place. */
export function jobDurations(sql: SqlRunner, scope: Scope, window: Window) {
  const filter = scopeFilter("j", "ended_at", scope, window).always("j.state IN ('succeeded', 'partial', 'failed')");
  return sql.query<Row<{ n: number; p95: number }>>(
    `SELECT j.provider, j.region, count(*)::int AS n,
       (1000 * percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM j.ended_at - j.created_at)))::float8 AS p95
     FROM job j ${filter.sql} GROUP BY 1, 2`,
    filter.values,
  );
}

/** Living jobs and how many of them are stuck, by place. */
export function openJobs(sql: SqlRunner, scope: Scope, now: Date) {
  const filter = new SqlFilter([new Date(now.getTime() - stuckHistoryMs), now])
    .always("j.ended_at IS NULL")
    .where("j.provider = ?", scope.provider)
    .where("j.region = ?", scope.region)
    .where("j.product = ?", scope.product)
    .where("j.client_id = ?", scope.client);
  return sql.query<Row<{ open: number; stuck: number }>>(
    `WITH thresholds AS MATERIALIZED (${stuckThresholdsSql})
     SELECT j.provider, j.region, count(*)::int AS open,
       count(*) FILTER (WHERE j.created_at < $2::timestamptz - make_interval(secs => coalesce(t.seconds, ${defaultStuckSeconds})))::int AS stuck
     FROM job j LEFT JOIN thresholds t ON t.provider = j.provider AND t.region = j.region AND t.product = j.product
     ${filter.sql} GROUP BY 1, 2`,
    filter.values,
  );
}

/** Credits of jobs that ended in a window, by place. */
export function creditsByPlace(sql: SqlRunner, scope: Scope, window: Window) {
  const filter = scopeFilter("j", "ended_at", scope, window);
  return sql.query<Row<{ reported: number; estimated: number; unknown_jobs: number }>>(
    `SELECT j.provider, j.region, ${creditSums} FROM job j ${filter.sql} GROUP BY 1, 2`,
    filter.values,
  );
}

/** Credits of jobs that were billed and gave nothing back, by place. */
export function creditsLost(sql: SqlRunner, scope: Scope, window: Window) {
  const filter = scopeFilter("j", "ended_at", scope, window)
    .always("j.state IN ('failed', 'lost')")
    .always("j.credits > 0");
  return sql.query<Row<{ reported: number; estimated: number; unknown_jobs: number }>>(
    `SELECT j.provider, j.region, ${creditSums} FROM job j ${filter.sql} GROUP BY 1, 2`,
    filter.values,
  );
}

/** Provider keys by place with what their last test said. */
export function keysByPlace(sql: SqlRunner) {
  return sql.query<Row<{ enabled: number; total: number; results: (string | null)[] }>>(
    `SELECT provider, region, count(*) FILTER (WHERE disabled_at IS NULL)::int AS enabled, count(*)::int AS total,
       coalesce(array_agg(test_result) FILTER (WHERE disabled_at IS NULL), '{}') AS results
     FROM provider_key GROUP BY 1, 2`,
  );
}
