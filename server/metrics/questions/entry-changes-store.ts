import type { Scope } from "#lib/contracts/scope.ts";
import type { Family, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";

/** An entry at a place that came up for the first time, or after a silence. */
export interface ComebackRecord {
  entry: string;
  family: Family;
  provider: ProviderId;
  region: RegionId;
  product: string;
  since: Date;
  /** When it was seen last before its silence; null when it never was. */
  silent_since: Date | null;
}

/** What was seen for the first time in a window, or came back in it after a week of silence; the latest first. */
export function entriesThatCameUp(
  sql: SqlRunner,
  { scope, from, to, limit }: { scope: Scope; from: Date; to: Date; limit: number },
) {
  const filter = new SqlFilter([from, to])
    .always("e.since >= $1")
    .always("e.since < $2")
    .where("e.provider = ?", scope.provider)
    .where("e.region = ?", scope.region)
    .where("e.product = ?", scope.product);
  const met = scope.client ? metBySql(filter.bind(scope.client)) : "";
  if (scope.client) filter.always(`met.last_at >= ${dayOf("e.since")}`);
  return sql.query<ComebackRecord & Record<string, unknown>>(
    `SELECT e.* FROM (
       SELECT entry, family, provider, region, product, first_at AS since, NULL::timestamptz AS silent_since FROM failure_group
       UNION ALL SELECT entry, family, provider, region, product, at, silent_since FROM failure_comeback) e
     ${met} ${filter.sql} ORDER BY e.since DESC LIMIT ${filter.bind(limit)}`,
    filter.values,
  );
}

const dayOf = (at: string) => `date_bin('1 day', ${at}, '2000-01-01 00:00:00+00')`;

/**
 * Joins what a client met since it came up: by whole days from the counts, for on its day nothing was before it; of the
 * window's last day from the failures.
 */
function metBySql(client: string): string {
  return `JOIN (
    SELECT entry, family, provider, region, product, max(at) AS last_at FROM (
      SELECT r.entry, r.family, r.provider, r.region, r.product, r.bucket AS at FROM rollup r
      WHERE r.grain = 'day' AND r.level = 'full' AND r.client = ${client}::text AND r.failures > 0
        AND r.bucket >= ${dayOf("$1::timestamptz")} AND r.bucket < ${dayOf("$2::timestamptz")}
      UNION ALL
      SELECT f.entry_id, f.family, f.provider, f.region, coalesce(f.product, ''), f.at FROM failure f
      WHERE f.client_id = ${client}::text::uuid AND f.at >= ${dayOf("$2::timestamptz")} AND f.at < $2) times
    GROUP BY 1, 2, 3, 4, 5) met USING (entry, family, provider, region, product)`;
}

/** How many failures each of these has had since it came up, in their order. */
export async function countEntries(sql: SqlRunner, entries: readonly ComebackRecord[], to: Date): Promise<number[]> {
  if (entries.length === 0) return [];
  const rows = await sql.query<{ n: number }>(
    `SELECT coalesce((SELECT sum(r.failures) FROM rollup r WHERE r.grain = 'hour' AND r.level = 'place' AND r.entry = e.entry AND r.entry <> ''
       AND r.provider = e.provider AND r.region = e.region AND r.product = e.product AND r.family = e.family
       AND r.bucket >= date_bin('1 hour', e.since, '2000-01-01 00:00:00+00') AND r.bucket < $2), 0)::int8 AS n
     FROM jsonb_to_recordset($1::jsonb) AS e(entry text, family text, provider text, region text, product text, since timestamptz,
       place int) ORDER BY e.place`,
    [JSON.stringify(entries.map((entry, place) => ({ ...entry, place }))), to],
  );
  return rows.map(({ n }) => n);
}
