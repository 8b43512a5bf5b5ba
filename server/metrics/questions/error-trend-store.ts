import type { Scope } from "#lib/contracts/scope.ts";
import type { Family } from "#lib/vocabulary.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { type Buckets, bucketIndexSql } from "../buckets.ts";
import { countsSource, failuresSource } from "../rollups/counts-source.ts";

/** Failures by bucket and family. */
export function countByFamily(sql: SqlRunner, scope: Scope, buckets: Buckets, now: Date) {
  const { from, to, bucketMs: widthMs } = buckets;
  const source = failuresSource({ scope, from, to, widthMs, now, by: ["family"] });
  return sql.query<{ bucket: number; family: Family; failures: number }>(
    `SELECT ${bucketIndexSql("r.bucket", buckets)} AS bucket, r.family, sum(r.failures)::int8 AS failures
     FROM ${source.sql} ${source.filter.sql} GROUP BY 1, 2`,
    source.filter.values,
  );
}

/** Calls by bucket. */
export function countCalls(sql: SqlRunner, scope: Scope, buckets: Buckets, now: Date) {
  const { from, to, bucketMs: widthMs } = buckets;
  const source = countsSource({ scope, from, to, widthMs, now, by: [] });
  return sql.query<{ bucket: number; calls: number }>(
    `SELECT ${bucketIndexSql("r.bucket", buckets)} AS bucket, sum(r.calls)::int8 AS calls
     FROM ${source.sql} ${source.filter.sql} GROUP BY 1`,
    source.filter.values,
  );
}

/** When Docket wrote its first call; null before that. */
export async function firstCallAt(sql: SqlRunner): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>("SELECT min(started_at) AS at FROM call");
  return row?.at ?? null;
}
