import type { FailureDimension } from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { type Buckets, bucketIndexSql } from "../buckets.ts";
import { countsSource, type Dimension, failuresSource } from "../rollups/counts-source.ts";

/** The column of the rollups a dimension stands for. */
const columns: Record<FailureDimension, string> = {
  family: "r.family",
  entry: "r.entry",
  place: "r.provider || '/' || r.region",
  provider: "r.provider",
  region: "r.region",
  product: "r.product",
  client: "r.client",
};

/** What a question about failures is narrowed by beside its scope. */
export interface FailureNarrowing {
  family?: string;
  entry?: string;
}

/** SQL for a dimension's value, and the rollups' dimensions it needs. */
export interface DimensionSql {
  column: string;
  needs: readonly Dimension[];
}

/** How the rollups tell a dimension. */
export function dimensionSql(by: FailureDimension): DimensionSql {
  const needs = by === "place" || by === "provider" || by === "region" ? [] : [by];
  return { column: columns[by], needs };
}

/** Attempts are jobs, and calls that failed by themselves. */
export const attemptsSql = "sum(r.jobs + r.failures_of_calls)::int8";

/** Failures by bucket and value of a dimension. */
export function failuresBy(
  sql: SqlRunner,
  question: { scope: Scope; buckets: Buckets; now: Date; by: FailureDimension } & FailureNarrowing,
) {
  const { scope, buckets, now } = question;
  const { column, needs } = dimensionSql(question.by);
  const narrowing: Dimension[] = [
    ...(question.family ? ["family" as const] : []),
    ...(question.entry ? ["entry" as const] : []),
  ];
  const source = failuresSource({
    scope,
    from: buckets.from,
    to: buckets.to,
    widthMs: buckets.bucketMs,
    now,
    by: [...needs, ...narrowing],
  });
  const filter = source.filter.where("r.family = ?", question.family).where("r.entry = ?", question.entry);
  return sql.query<{ bucket: number; key: string; n: number }>(
    `SELECT ${bucketIndexSql("r.bucket", buckets)} AS bucket, ${column} AS key, sum(r.failures)::int8 AS n
     FROM ${source.sql} ${filter.sql} GROUP BY 1, 2`,
    filter.values,
  );
}

/** Attempts by bucket and value of a dimension; `null` = all together. */
export function attemptsBy(
  sql: SqlRunner,
  question: { scope: Scope; buckets: Buckets; now: Date; by: FailureDimension | null },
) {
  const { scope, buckets, now, by } = question;
  const { column, needs } = by ? dimensionSql(by) : { column: "''::text", needs: [] };
  const source = countsSource({ scope, from: buckets.from, to: buckets.to, widthMs: buckets.bucketMs, now, by: needs });
  return sql.query<{ bucket: number; key: string; n: number }>(
    `SELECT ${bucketIndexSql("r.bucket", buckets)} AS bucket, ${column} AS key, ${attemptsSql} AS n
     FROM ${source.sql} ${source.filter.sql} GROUP BY 1, 2`,
    source.filter.values,
  );
}
