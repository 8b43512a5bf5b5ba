import type { ShapeDimension } from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";

/** How jobs that ended on whole days from `from` to `to` ended, by one trait of their documents; most jobs first. */
export function countShapes(sql: SqlRunner, scope: Scope, by: ShapeDimension, from: Date, to: Date) {
  const filter = new SqlFilter()
    .where("r.level = ?", scope.client ? "full" : "place")
    .where("r.dimension = ?", by)
    .where("r.bucket >= ?", from)
    .where("r.bucket < ?", to)
    .where("r.provider = ?", scope.provider)
    .where("r.region = ?", scope.region)
    .where("r.product = ?", scope.product)
    .where("r.client = ?", scope.client);
  return sql.query<{ value: string; jobs: number; failed: number; partial: number; pages: number }>(
    `SELECT r.value, sum(r.jobs)::int8 AS jobs, sum(r.failed)::int8 AS failed, sum(r."partial")::int8 AS partial, sum(r.pages)::int8 AS pages
     FROM rollup_shape r ${filter.sql} GROUP BY 1 HAVING sum(r.jobs) > 0 ORDER BY jobs DESC`,
    filter.values,
  );
}
