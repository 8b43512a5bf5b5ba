import { roles } from "#lib/vocabulary.ts";
import type { Acting, Context } from "#server/platform/index.ts";
import { hashToken } from "../token-hash.ts";
import { findApiToken } from "./store.ts";

/** Who an API token speaks for; null when it is unknown or revoked. */
export async function actingOfBearer(ctx: Context, token: string): Promise<Acting | null> {
  const row = await findApiToken(ctx.db, hashToken(token));
  const role = roles.find((known) => known === row?.role);
  if (!row || row.revokedAt !== null || !role) return null;
  return { kind: "token", id: row.id, label: row.name, role };
}
