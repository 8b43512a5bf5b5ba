import type { Database } from "#server/platform/index.ts";
import type { ApiToken } from "#server/platform/prisma/client.ts";

export type ApiTokenRow = ApiToken;

export function findApiToken(db: Database, tokenHash: Uint8Array<ArrayBuffer>): Promise<ApiTokenRow | null> {
  return db.prisma.apiToken.findUnique({ where: { tokenHash } });
}

/** Stores a token, or puts a revoked one back in force. */
export function upsertApiToken(db: Database, token: Omit<ApiTokenRow, "revokedAt">): Promise<ApiTokenRow> {
  return db.prisma.apiToken.upsert({
    where: { tokenHash: token.tokenHash },
    create: token,
    update: { name: token.name, role: token.role, revokedAt: null },
  });
}

/** Ends every token of this name but one; returns how many. */
export async function revokeOtherApiTokens(db: Database, name: string, keepId: string, at: Date): Promise<number> {
  const { count } = await db.prisma.apiToken.updateMany({
    where: { name, revokedAt: null, id: { not: keepId } },
    data: { revokedAt: at },
  });
  return count;
}

/** Holds off every other maker of start-up API tokens until the transaction ends. */
export async function lockStartupApiTokens(db: Database): Promise<void> {
  await db.sql.query("SELECT pg_advisory_xact_lock(hashtext('access.startup_api_tokens'))::text AS locked");
}
