import type { KeyAsideReason } from "#lib/contracts/keys.ts";
import type { SqlRunner } from "#server/platform/index.ts";

/** A key that steps aside soon after it came back stays away longer; after this long it starts anew, in milliseconds. */
const forgottenMs = 3_600_000;

/** How often a key has stepped aside lately, this time included. */
export async function asidesLately(sql: SqlRunner, id: string, now: Date): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    "SELECT CASE WHEN aside_until >= $2 THEN aside_count ELSE 0 END AS count FROM provider_key WHERE id = $1",
    [id, new Date(now.getTime() - forgottenMs)],
  );
  return (row?.count ?? 0) + 1;
}

/** Puts a key aside until `until`; false where it is already, or is disabled, or its secret is no longer `sealed`. */
export async function putAside(
  sql: SqlRunner,
  aside: { id: string; sealed: string; reason: KeyAsideReason; since: Date; until: Date; count: number },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE provider_key SET aside_reason = $3, aside_since = $4, aside_until = $5, aside_count = $6
     WHERE id = $1 AND sealed = $2 AND aside_reason IS NULL AND disabled_at IS NULL RETURNING id`,
    [aside.id, aside.sealed, aside.reason, aside.since, aside.until, aside.count],
  );
  return rows.length > 0;
}

/** Leaves a key aside until `until`. */
export async function keepAside(sql: SqlRunner, id: string, until: Date, count: number): Promise<void> {
  await sql.query(
    "UPDATE provider_key SET aside_until = $2, aside_count = $3 WHERE id = $1 AND aside_reason IS NOT NULL",
    [id, until, count],
  );
}

/** Takes a key back; false where it was not aside. How often it stepped aside is remembered for a while. */
export async function takeBack(sql: SqlRunner, id: string, now: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE provider_key SET aside_reason = NULL, aside_since = NULL, aside_until = $2
     WHERE id = $1 AND aside_reason IS NOT NULL RETURNING id`,
    [id, now],
  );
  return rows.length > 0;
}

/** Keys whose time aside is over, each to one of the processes that ask at once; it has until `leaseUntil`. */
export async function leaseAsideKeys(sql: SqlRunner, now: Date, leaseUntil: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE provider_key SET aside_until = $2 WHERE aside_reason IS NOT NULL AND aside_until <= $1 AND disabled_at IS NULL
     RETURNING id`,
    [now, leaseUntil],
  );
  return rows.map((row) => row.id);
}
