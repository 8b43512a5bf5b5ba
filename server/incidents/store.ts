import { v7 as uuidv7 } from "uuid";
import type { IncidentKind } from "#lib/contracts/incidents.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { postgresJson, type SqlRunner } from "#server/platform/index.ts";

/** A place and what speaks for an incident there. */
export interface Sign {
  provider: ProviderId;
  region: RegionId;
  since: Date;
  /** In a few words. */
  reason: string;
}

/** Where an incident is. */
export interface IncidentPlace {
  id: string;
  provider: ProviderId;
  region: RegionId;
}

/**
 * Opens an incident where there is a sign and none is open; an open one learns the newest reason and is quiet no more.
 * Returns those opened: whoever comes second opens none.
 */
export async function openOrContinue(
  sql: SqlRunner,
  kind: IncidentKind,
  signs: readonly Sign[],
): Promise<IncidentPlace[]> {
  if (signs.length === 0) return [];
  const rows = signs.map((sign) => ({ id: uuidv7(), ...sign }));
  const written = await sql.query<IncidentPlace>(
    `INSERT INTO incident AS i (id, kind, provider, region, opened_at, reason, count_after)
     SELECT id, $1, provider, region, since, reason, since
     FROM jsonb_to_recordset($2::jsonb) AS t(id uuid, provider text, region text, since timestamptz, reason text)
     ON CONFLICT (kind, provider, region) WHERE resolved_at IS NULL
     DO UPDATE SET quiet_since = NULL, reason = excluded.reason
       WHERE i.quiet_since IS NOT NULL OR i.reason <> excluded.reason
     RETURNING id, provider, region`,
    [kind, postgresJson(rows)],
  );
  const fresh = new Set(rows.map(({ id }) => id));
  return written.filter(({ id }) => fresh.has(id));
}

/** Notes at the open incidents for which no sign speaks any more since when that is so. */
export async function quieten(sql: SqlRunner, kind: IncidentKind, signs: readonly Sign[], now: Date): Promise<void> {
  await sql.query(
    `UPDATE incident i SET quiet_since = greatest($2, opened_at)
     WHERE kind = $1 AND resolved_at IS NULL AND quiet_since IS NULL AND NOT EXISTS (
       SELECT 1 FROM jsonb_to_recordset($3::jsonb) AS t(provider text, region text)
       WHERE (t.provider, t.region) = (i.provider, i.region))`,
    [kind, now, postgresJson(signs)],
  );
}

/** Resolves the incidents that are quiet for `quietMs`: they ended when they fell quiet, and are counted once more. */
export function resolveQuiet(
  sql: SqlRunner,
  kind: IncidentKind,
  { quietMs, now }: { quietMs: number; now: Date },
): Promise<IncidentPlace[]> {
  return sql.query(
    `UPDATE incident SET resolved_at = quiet_since, quiet_since = NULL, count_after = $3
     WHERE kind = $1 AND resolved_at IS NULL AND quiet_since <= $2 RETURNING id, provider, region`,
    [kind, new Date(now.getTime() - quietMs), now],
  );
}

/** Notes who has seen it; false where somebody had before, or there is no such incident. */
export async function writeAcknowledged(sql: SqlRunner, id: string, by: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    "UPDATE incident SET acknowledged_by = $2, acknowledged_at = $3 WHERE id = $1::uuid AND acknowledged_at IS NULL RETURNING id",
    [id, by, at],
  );
  return rows.length > 0;
}
