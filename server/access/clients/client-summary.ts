import { type ClientLimits, type ClientSummary, clientSummary } from "#lib/contracts/clients.ts";
import { providerIds } from "#lib/vocabulary.ts";
import type { Context } from "#server/platform/index.ts";
import { type ClientCalls, type ClientRow, readClientCalls, type TokenRow } from "./store.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Stored clients as the API shows them, with their calls of the last 24 hours. */
export async function summarizeClients(ctx: Context, rows: readonly ClientRow[]): Promise<ClientSummary[]> {
  const since = new Date(ctx.clock.now().getTime() - dayMs);
  const ids = rows.map((row) => row.id);
  const calls = await readClientCalls(ctx.db, ids, since);
  return rows.map((row) => clientSummary.parse(shapeClient(row, calls.get(row.id))));
}

/** One client after a write. */
export async function summarizeClient(ctx: Context, row: ClientRow): Promise<ClientSummary> {
  const [summary] = await summarizeClients(ctx, [row]);
  if (!summary) throw new Error("A client was given and none came back.");
  return summary;
}

function shapeClient(row: ClientRow, calls: ClientCalls | undefined) {
  return {
    id: row.id,
    name: row.name,
    providers: providerIds.filter((id) => row.providers.includes(id)),
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    limits: limitsOf(row),
    tokens: row.tokens.map(shapeToken),
    calls24h: calls?.calls ?? 0,
    lastCallAt: calls?.lastCallAt?.toISOString() ?? null,
  };
}

/** A stored client's limits. */
export function limitsOf({ requestsPerMinute, maxConcurrent, creditsPerDay }: ClientRow): ClientLimits {
  return { requestsPerMinute, maxConcurrent, creditsPerDay: creditsPerDay?.toNumber() ?? null };
}

function shapeToken(token: TokenRow) {
  return {
    id: token.id,
    label: token.label,
    lastFour: token.lastFour,
    createdAt: token.createdAt.toISOString(),
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
  };
}
