import { AppError, type Database } from "#server/platform/index.ts";
import type { ProviderKey } from "#server/platform/prisma/client.ts";

/** A provider key as stored; `sealed` opens with `keyBinding(id)`. */
export type KeyRow = ProviderKey;
export type NewKeyRow = Pick<KeyRow, "id" | "provider" | "region" | "label" | "baseUrl" | "sealed" | "lastFour"> & {
  createdAt: Date;
};
type KeyChange = Partial<Omit<KeyRow, "id" | "provider" | "region" | "createdAt">> & { updatedAt: Date };

/** A key that is not aside, as a change: a new secret or a new start has no past. */
export const notAside = { asideReason: null, asideSince: null, asideUntil: null, asideCount: 0 };

/** What a key's sealed text is bound to. */
export function keyBinding(id: string): string {
  return `provider_key:${id}`;
}

export function findKeys(db: Database): Promise<KeyRow[]> {
  return db.prisma.providerKey.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
}

/** @throws AppError `not_found`. */
export async function getKey(db: Database, id: string): Promise<KeyRow> {
  const row = await db.prisma.providerKey.findUnique({ where: { id } });
  if (!row) throw unknownKey();
  return row;
}

export function insertKey(db: Database, row: NewKeyRow): Promise<KeyRow> {
  return db.prisma.providerKey.create({ data: { ...row, updatedAt: row.createdAt } });
}

/** @throws AppError `not_found`. */
export async function updateKey(db: Database, id: string, change: KeyChange): Promise<KeyRow> {
  const [row] = await db.prisma.providerKey.updateManyAndReturn({ where: { id }, data: change });
  if (!row) throw unknownKey();
  return row;
}

/**
 * Writes a test's outcome, unless the secret that was tested is no longer the key's. Leaves `updatedAt` alone.
 * @throws AppError `conflict` when the key was replaced or deleted meanwhile.
 */
export async function recordTest(
  db: Database,
  tested: KeyRow,
  test: { testResult: string; testDetail: string; testedAt: Date },
): Promise<KeyRow> {
  const [row] = await db.prisma.providerKey.updateManyAndReturn({
    where: { id: tested.id, sealed: tested.sealed },
    data: { ...test, ...(test.testResult === "works" ? notAside : {}), updatedAt: tested.updatedAt },
  });
  if (!row) throw new AppError("conflict", "The key was replaced or deleted while it was being tested.");
  return row;
}

/** @throws AppError `not_found`. */
export async function removeKey(db: Database, id: string): Promise<void> {
  const { count } = await db.prisma.providerKey.deleteMany({ where: { id } });
  if (count === 0) throw unknownKey();
}

/** Calls sent with each key since `since`, by key id; counted from the gateway's table, which this part only reads. */
export async function countCallsByKey(db: Database, since: Date): Promise<Map<string, number>> {
  const rows = await db.sql.query<{ id: string; calls: number }>(
    `SELECT provider_key_id AS id, count(*)::int AS calls FROM call
     WHERE started_at >= $1 AND provider_key_id IS NOT NULL GROUP BY provider_key_id`,
    [since],
  );
  return new Map(rows.map((row) => [row.id, row.calls]));
}

/** Calls sent with one key since `since`. */
export async function countCallsOfKey(db: Database, row: KeyRow, since: Date): Promise<number> {
  const [answer] = await db.sql.query<{ calls: number }>(
    `SELECT count(*)::int AS calls FROM call
     WHERE provider = $1 AND region = $2 AND started_at >= $3 AND provider_key_id = $4::uuid`,
    [row.provider, row.region, since, row.id],
  );
  return answer?.calls ?? 0;
}

/** Holds off every other maker of start-up keys until the transaction ends. */
export async function lockStartupKeys(db: Database): Promise<void> {
  await db.sql.query("SELECT pg_advisory_xact_lock(hashtext('vault.startup_keys'))::text AS locked");
}

function unknownKey(): AppError {
  return new AppError("not_found", "There is no such provider key.");
}
