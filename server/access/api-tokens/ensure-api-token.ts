import { randomUUID } from "node:crypto";
import { z } from "zod";
import { uuid } from "#lib/contracts/primitives.ts";
import { type Context, defineOperation, Secret } from "#server/platform/index.ts";
import { hashToken } from "../token-hash.ts";
import { findApiToken, lockStartupApiTokens, revokeOtherApiTokens, upsertApiToken } from "./store.ts";

/** The name DOCKET_API_TOKEN is stored under. */
const tokenName = "environment";

const adoptApiToken = defineOperation({
  name: "access.adoptApiToken",
  summary: "Accept the API token that the environment names",
  kind: "write",
  permission: "administer",
  input: z.object({ token: z.instanceof(Secret) }),
  output: z.object({ id: uuid, lastFour: z.string(), revoked: z.int() }),
  async run(ctx, { token }) {
    const now = ctx.clock.now();
    const row = await upsertApiToken(ctx.db, {
      id: randomUUID(),
      name: tokenName,
      role: "admin",
      tokenHash: hashToken(token.open()),
      lastFour: token.lastFour,
      createdAt: now,
    });
    return { id: row.id, lastFour: row.lastFour, revoked: await revokeOtherApiTokens(ctx.db, tokenName, row.id, now) };
  },
  audit: (_input, { id, ...detail }) => ({ target: `api_token:${id}`, detail }),
});

/**
 * Makes DOCKET_API_TOKEN an admin API token. A new value ends the earlier ones: whoever changes an admin's token
 * means the old one to stop. Without a value nothing changes. Start-up calls it.
 */
export async function ensureApiToken(ctx: Context): Promise<void> {
  const { apiToken } = ctx.env;
  if (apiToken === null || (await isInForce(ctx, apiToken))) return;
  await ctx.db.transaction(async (db) => {
    const inside: Context = { ...ctx, db };
    await lockStartupApiTokens(db);
    if (!(await isInForce(inside, apiToken))) await adoptApiToken(inside, { token: new Secret(apiToken) });
  });
}

async function isInForce(ctx: Context, token: string): Promise<boolean> {
  const row = await findApiToken(ctx.db, hashToken(token));
  return row !== null && row.revokedAt === null;
}
