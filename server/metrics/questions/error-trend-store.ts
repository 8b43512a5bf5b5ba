import type { Scope } from "#lib/contracts/scope.ts";
import type { Family } from "#lib/vocabulary.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { type Buckets, bucketIndexSql } from "../buckets.ts";
import { scopeFilter } from "./scope-filter.ts";

/** Failures by bucket and family. */
export function countFailures(sql: SqlRunner, scope: Scope, buckets: Buckets) {
  const filter = scopeFilter("f", "at", scope, buckets);
  return sql.query<{ bucket: number; family: Family; n: number }>(
    `SELECT ${bucketIndexSql("f.at", buckets)} AS bucket, f.family, count(*) AS n FROM failure f ${filter.sql} GROUP BY 1, 2`,
    filter.values,
  );
}

/** Calls by bucket. */
export function countCalls(sql: SqlRunner, scope: Scope, buckets: Buckets) {
  const filter = scopeFilter("k", "started_at", scope, buckets);
  return sql.query<{ bucket: number; n: number }>(
    `SELECT ${bucketIndexSql("k.started_at", buckets)} AS bucket, count(*) AS n FROM call k ${filter.sql} GROUP BY 1`,
    filter.values,
  );
}

/** When Docket wrote its first call; null before that. */
export async function firstCallAt(sql: SqlRunner): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>("SELECT min(started_at) AS at FROM call");
  return row?.at ?? null;
}
