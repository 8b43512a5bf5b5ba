import type { IncidentImpact } from "#lib/contracts/incidents.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { postgresJson, type SqlRunner } from "#server/platform/index.ts";

/** An incident whose impact is to be counted, and the stretch to count over. */
export interface Uncounted {
  id: string;
  provider: ProviderId;
  region: RegionId;
  from: Date;
  to: Date;
  /** It is resolved: this count is its last. */
  isOver: boolean;
}

/** Open ones are counted anew this often, in milliseconds, and long ones after a hundredth of their length. */
const countEveryMs = 5_000;
/** What was resolved longer ago than this and could not be counted stays as it is, in milliseconds. */
const givenUpMs = 60 * 60_000;

/** Takes the incidents that are due to be counted; nobody else does until they are due again. */
export function claimUncounted(sql: SqlRunner, now: Date): Promise<Uncounted[]> {
  return sql.query(
    `UPDATE incident SET count_after = $1::timestamptz + greatest($2 * interval '1 ms', ($1 - opened_at) / 100)
     WHERE count_after <= $1 AND (resolved_at IS NULL OR resolved_at > $1 - $3 * interval '1 ms')
     RETURNING id, provider, region, opened_at AS from, coalesce(resolved_at, quiet_since, $1) AS to,
       resolved_at IS NOT NULL AS "isOver"`,
    [now, countEveryMs, givenUpMs],
  );
}

/** Writes down what an incident hit as of `at`, unless somebody has counted later. */
export async function writeImpact(
  sql: SqlRunner,
  { id, isOver }: Uncounted,
  impact: IncidentImpact,
  at: Date,
): Promise<void> {
  await sql.query(
    `UPDATE incident SET impact = $2::jsonb, counted_at = $3, count_after = CASE WHEN $4 THEN NULL ELSE count_after END
     WHERE id = $1 AND (counted_at IS NULL OR counted_at <= $3)`,
    [id, postgresJson(impact), at, isOver],
  );
}

const namedClients = 20;
const namedEntries = 5;

/** Counts what an incident hit. */
export async function countImpact(sql: SqlRunner, { provider, region, from, to }: Uncounted): Promise<IncidentImpact> {
  const [row] = await sql.query<{
    refused: number;
    failed: number;
    clients: number;
    named: IncidentImpact["clients"]["named"];
    failures: IncidentImpact["failures"];
  }>(
    `WITH refused AS MATERIALIZED (SELECT client_id, count(*) AS n FROM call
       WHERE provider = $1 AND region = $2 AND started_at >= $3 AND started_at < $4
         AND outcome = 'refused' AND error_code = 'circuit_open' GROUP BY 1),
     failed AS MATERIALIZED (SELECT client_id, entry_id, family, count(*) AS n, count(*) FILTER (WHERE surface <> 'job') AS calls
       FROM failure WHERE provider = $1 AND region = $2 AND at >= $3 AND at < $4 GROUP BY 1, 2, 3),
     hit AS (SELECT client_id AS id FROM refused UNION SELECT client_id FROM failed)
     SELECT (SELECT coalesce(sum(n), 0) FROM refused) AS refused, (SELECT coalesce(sum(calls), 0) FROM failed) AS failed,
       (SELECT count(id) FROM hit) AS clients,
       (SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY t.name), '[]') FROM (
         SELECT c.id, c.name FROM hit JOIN client c USING (id) ORDER BY c.name LIMIT ${namedClients}) t) AS named,
       (SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY t.count DESC, t."entryId"), '[]') FROM (
         SELECT entry_id AS "entryId", family, sum(n)::int AS count FROM failed
         GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT ${namedEntries}) t) AS failures`,
    [provider, region, from, to],
  );
  return {
    callsRefused: row?.refused ?? 0,
    callsFailed: row?.failed ?? 0,
    clients: { count: row?.clients ?? 0, named: row?.named ?? [] },
    failures: row?.failures ?? [],
  };
}
