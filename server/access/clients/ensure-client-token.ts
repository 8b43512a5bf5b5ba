import { randomUUID } from "node:crypto";
import { z } from "zod";
import { uuid } from "#lib/contracts/primitives.ts";
import { type Context, defineOperation, Secret } from "#server/platform/index.ts";
import { hashToken } from "../token-hash.ts";
import { createClient } from "./create-client.ts";
import { findClientByName, findTokenByHash, insertToken, lockStartupTokens } from "./store.ts";

/** The client that DOCKET_CLIENT_TOKEN belongs to. */
const clientName = "default";

const adoptClientToken = defineOperation({
  name: "access.adoptClientToken",
  summary: "Accept the client token that the environment names",
  kind: "write",
  permission: "administer",
  input: z.object({ token: z.instanceof(Secret) }),
  output: z.object({ clientId: uuid, tokenId: uuid, lastFour: z.string() }),
  async run(ctx, { token }) {
    const client =
      (await findClientByName(ctx.db, clientName)) ?? (await createClient(ctx, { name: clientName, providers: [] }));
    const row = await insertToken(ctx.db, {
      id: randomUUID(),
      clientId: client.id,
      label: "environment",
      tokenHash: hashToken(token.open()),
      lastFour: token.lastFour,
      createdAt: ctx.clock.now(),
    });
    return { clientId: client.id, tokenId: row.id, lastFour: row.lastFour };
  },
  audit: (_input, { clientId, tokenId, lastFour }) => ({
    target: `client:${clientId}`,
    detail: { tokenId, lastFour, source: "DOCKET_CLIENT_TOKEN" },
  }),
});

/**
 * Makes DOCKET_CLIENT_TOKEN a token of the client "default", unless it is known already: a token that was revoked stays
 * revoked, and a new value is added beside the old one, which callers may still hold. Start-up calls it.
 */
export async function ensureClientToken(ctx: Context): Promise<void> {
  const { clientToken } = ctx.env;
  if (clientToken === null || (await findTokenByHash(ctx.db, hashToken(clientToken)))) return;
  await ctx.db.transaction(async (db) => {
    await lockStartupTokens(db);
    if (await findTokenByHash(db, hashToken(clientToken))) return;
    const inside: Context = { ...ctx, db };
    await adoptClientToken(inside, { token: new Secret(clientToken) });
  });
  ctx.bus.publish("access_changed");
}
