import { AppError, type Database } from "#server/platform/index.ts";
import type { Client, ClientToken, Prisma } from "#server/platform/prisma/client.ts";

export type ClientRow = Client & { tokens: ClientToken[] };
export type TokenRow = ClientToken;

/** Calls of a client: within the counted stretch, and the last one ever kept. */
export interface ClientCalls {
  calls: number;
  lastCallAt: Date | null;
}

/** A client's limits as a write gives them. */
type StoredLimits = Pick<Prisma.ClientUncheckedCreateInput, "requestsPerMinute" | "maxConcurrent"> & {
  creditsPerDay: number | null;
};

const withTokens = {
  tokens: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
} satisfies Prisma.ClientInclude;

export function findClients(db: Database): Promise<ClientRow[]> {
  return db.prisma.client.findMany({ include: withTokens, orderBy: { name: "asc" } });
}

export function findClientByName(db: Database, name: string): Promise<ClientRow | null> {
  return db.prisma.client.findUnique({ where: { name }, include: withTokens });
}

/** @throws AppError `not_found`. */
export async function getClient(db: Database, id: string): Promise<ClientRow> {
  const row = await db.prisma.client.findUnique({ where: { id }, include: withTokens });
  if (!row) throw unknownClient();
  return row;
}

/** @throws AppError `conflict` when the name is taken. */
export function insertClient(
  db: Database,
  client: Pick<Client, "id" | "name" | "providers" | "createdAt"> & Partial<StoredLimits>,
): Promise<ClientRow> {
  return nameIsFree(db.prisma.client.create({ data: client, include: withTokens }), client.name);
}

/** @throws AppError `conflict` when the name is taken, `not_found`. */
export async function updateClient(
  db: Database,
  id: string,
  change: Pick<Client, "name" | "providers" | "disabledAt"> & Partial<StoredLimits>,
): Promise<ClientRow> {
  const { count } = await nameIsFree(db.prisma.client.updateMany({ where: { id }, data: change }), change.name);
  if (count === 0) throw unknownClient();
  return getClient(db, id);
}

/** Its tokens go with it. @throws AppError `not_found`. */
export async function removeClient(db: Database, id: string): Promise<void> {
  const { count } = await db.prisma.client.deleteMany({ where: { id } });
  if (count === 0) throw unknownClient();
}

export function findTokenByHash(db: Database, tokenHash: Uint8Array<ArrayBuffer>): Promise<TokenRow | null> {
  return db.prisma.clientToken.findUnique({ where: { tokenHash } });
}

export function insertToken(db: Database, token: Omit<TokenRow, "lastUsedAt" | "revokedAt">): Promise<TokenRow> {
  return db.prisma.clientToken.create({ data: token });
}

/** Revoking a revoked token keeps the first time. @throws AppError `not_found`. */
export async function revokeToken(db: Database, clientId: string, id: string, at: Date): Promise<void> {
  const { count } = await db.prisma.clientToken.updateMany({
    where: { id, clientId, revokedAt: null },
    data: { revokedAt: at },
  });
  if (count === 0 && !(await db.prisma.clientToken.findFirst({ where: { id, clientId } }))) {
    throw new AppError("not_found", "There is no such client token.");
  }
}

/** News may come late and out of order: `lastUsedAt` only moves forward. */
export async function markTokensUsed(db: Database, ids: readonly string[], at: Date): Promise<void> {
  await db.prisma.clientToken.updateMany({
    where: { id: { in: [...ids] }, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: at } }] },
    data: { lastUsedAt: at },
  });
}

/** Calls since `since` and the last call, by client id, read from the gateway's table, which this part never writes. */
export async function readClientCalls(
  db: Database,
  ids: readonly string[],
  since: Date,
): Promise<Map<string, ClientCalls>> {
  const rows = await db.sql.query<ClientCalls & { id: string }>(
    `SELECT c.id, recent.calls, newest.at AS "lastCallAt" FROM unnest($1::uuid[]) AS c(id)
     CROSS JOIN LATERAL (SELECT count(*)::int AS calls FROM call WHERE client_id = c.id AND started_at >= $2) recent
     CROSS JOIN LATERAL (SELECT max(started_at) AS at FROM call WHERE client_id = c.id) newest`,
    [[...ids], since],
  );
  return new Map(rows.map(({ id, ...calls }) => [id, calls]));
}

/** Holds off every other maker of start-up tokens until the transaction ends. */
export async function lockStartupTokens(db: Database): Promise<void> {
  await db.sql.query("SELECT pg_advisory_xact_lock(hashtext('access.startup_tokens'))::text AS locked");
}

/** Prisma's code for a broken unique constraint; `name` is the only one an outsider can break. */
async function nameIsFree<T>(write: Promise<T>, name: string): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if ((error as { code?: unknown }).code !== "P2002") throw error;
    const message = `There is already a client called "${name}".`;
    throw new AppError("conflict", message, { cause: error, issues: [{ path: "name", message }] });
  }
}

function unknownClient(): AppError {
  return new AppError("not_found", "There is no such client.");
}
