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
    .where("e.product = ?", scope.product)
    .where(
      `EXISTS (SELECT 1 FROM failure f WHERE f.client_id = ? AND f.entry_id = e.entry AND f.provider = e.provider AND f.region = e.region
         AND f.at >= e.since AND f.at < $2)`,
      scope.client,
    );
  return sql.query<ComebackRecord & Record<string, unknown>>(
    `SELECT * FROM (
       SELECT entry, family, provider, region, product, first_at AS since, NULL::timestamptz AS silent_since FROM failure_group
       UNION ALL SELECT entry, family, provider, region, product, at, silent_since FROM failure_comeback) e
     ${filter.sql} ORDER BY e.since DESC LIMIT ${filter.bind(limit)}`,
    filter.values,
  );
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
