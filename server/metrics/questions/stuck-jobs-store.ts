import type { Scope } from "#lib/contracts/scope.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { defaultStuckSeconds } from "#server/jobs/index.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";

/** Living jobs by place and product, with how many of them are stuck and by what measure. */
export function countOpenJobs(sql: SqlRunner, scope: Scope, now: Date) {
  const filter = new SqlFilter([now])
    .always("j.ended_at IS NULL")
    .where("j.provider = ?", scope.provider)
    .where("j.region = ?", scope.region)
    .where("j.product = ?", scope.product)
    .where("j.client_id = ?", scope.client);
  return sql.query<{
    provider: ProviderId;
    region: RegionId;
    product: string;
    open: number;
    stuck: number;
    seconds: number;
    learned_from: number | null;
    oldest_at: Date | null;
  }>(
    `SELECT j.provider, j.region, j.product, count(*)::int AS open,
       count(*) FILTER (WHERE j.created_at < $1::timestamptz - make_interval(secs => coalesce(t.seconds, ${defaultStuckSeconds})))::int AS stuck,
       coalesce(max(t.seconds), ${defaultStuckSeconds}) AS seconds, max(t.jobs) AS learned_from, min(j.created_at) AS oldest_at
     FROM job j LEFT JOIN stuck_threshold t ON t.provider = j.provider AND t.region = j.region AND t.product = j.product
     ${filter.sql} GROUP BY 1, 2, 3 ORDER BY stuck DESC, open DESC`,
    filter.values,
  );
}
