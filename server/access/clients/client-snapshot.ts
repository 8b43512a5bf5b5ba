import type { ClientLimits } from "#lib/contracts/clients.ts";
import type { Context } from "#server/platform/index.ts";
import { limitsOf } from "./client-summary.ts";
import { findClients, markTokensUsed } from "./store.ts";

/** What the gateway needs to admit or refuse a caller without asking the database. */
export interface ClientTokenSnapshot {
  clientId: string;
  clientName: string;
  tokenId: string;
  /** The client is shut out. */
  disabled: boolean;
  /** This token is ended. */
  revoked: boolean;
  /** Provider ids the client may reach, as stored; empty = every provider. */
  providers: readonly string[];
  limits: ClientLimits;
}

/**
 * Every client token by the hex SHA-256 of the token, ended ones included so that a refusal can say why. For work
 * inside this process; take it again on `access_changed`.
 */
export async function clientSnapshot(ctx: Context): Promise<ReadonlyMap<string, ClientTokenSnapshot>> {
  const snapshot = new Map<string, ClientTokenSnapshot>();
  for (const client of await findClients(ctx.db)) {
    const limits = limitsOf(client);
    for (const token of client.tokens) {
      snapshot.set(Buffer.from(token.tokenHash).toString("hex"), {
        clientId: client.id,
        clientName: client.name,
        tokenId: token.id,
        disabled: client.disabledAt !== null,
        revoked: token.revokedAt !== null,
        providers: client.providers,
        limits,
      });
    }
  }
  return snapshot;
}

/** Notes when tokens were last used. The gateway's own bookkeeping, in batches: no audit row, no permission. */
export async function touchTokens(ctx: Context, tokenIds: readonly string[], at: Date): Promise<void> {
  if (tokenIds.length > 0) await markTokensUsed(ctx.db, tokenIds, at);
}
