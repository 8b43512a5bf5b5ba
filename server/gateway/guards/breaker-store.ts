import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { silentMs } from "./instances-store.ts";

/** A breaker that is not closed. */
export interface BreakerRow {
  provider: ProviderId;
  region: RegionId;
  /** The base URL of the keys it stands before. */
  address: string;
  openedAt: Date;
  retryAt: Date;
  reason: string;
}

/** Writes the breakers of an instance that are not closed, and removes its others. */
export async function writeBreakers(sql: SqlRunner, instanceId: string, rows: readonly BreakerRow[]): Promise<void> {
  await sql.query(
    `WITH now_open AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS t(provider text, region text, address text,
       "openedAt" timestamptz, "retryAt" timestamptz, reason text)),
     closed AS (DELETE FROM breaker b WHERE instance_id = $1 AND NOT EXISTS (
       SELECT 1 FROM now_open o WHERE (o.provider, o.region, o.address) = (b.provider, b.region, b.address)))
     INSERT INTO breaker (instance_id, provider, region, address, opened_at, retry_at, reason)
     SELECT $1, provider, region, address, "openedAt", "retryAt", reason FROM now_open
     ON CONFLICT (instance_id, provider, region, address) DO UPDATE SET opened_at = excluded.opened_at,
       retry_at = excluded.retry_at, reason = excluded.reason`,
    [instanceId, JSON.stringify(rows)],
  );
}

/** Removes what instances left behind that are gone. */
export async function removeOrphanedBreakers(sql: SqlRunner): Promise<void> {
  await sql.query("DELETE FROM breaker b WHERE NOT EXISTS (SELECT 1 FROM instance n WHERE n.id = b.instance_id)");
}

/** A place where calls are held back. */
export interface HeldPlace {
  provider: ProviderId;
  region: RegionId;
  /** When the first of its breakers opened. */
  since: Date;
  /** The last bad end, in words for an operator. */
  reason: string;
}

/** The places where an instance that lives has a breaker that is not closed. */
export function placesHeldBack(sql: SqlRunner, now: Date): Promise<HeldPlace[]> {
  return sql.query(
    `SELECT provider, region, min(opened_at) AS since, (array_agg(reason ORDER BY retry_at DESC))[1] AS reason
     FROM breaker b WHERE EXISTS (SELECT 1 FROM instance n WHERE n.id = b.instance_id AND n.last_seen_at >= $1)
     GROUP BY provider, region`,
    [new Date(now.getTime() - silentMs)],
  );
}
