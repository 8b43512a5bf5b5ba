import { randomBytes, randomUUID } from "node:crypto";
import { createdToken, createTokenInput } from "#lib/contracts/clients.ts";
import { defineOperation } from "#server/platform/index.ts";
import { hashToken } from "../token-hash.ts";
import { getClient, insertToken } from "./store.ts";

/** Makes a token for a client. The answer is the only place the token ever appears; its hash is what is kept. */
export const createClientToken = defineOperation({
  name: "access.createClientToken",
  summary: "Create a client token, shown once",
  kind: "write",
  permission: "administer",
  input: createTokenInput,
  output: createdToken,
  async run(ctx, { clientId, label }) {
    await getClient(ctx.db, clientId);
    const token = `dkt_client_${randomBytes(32).toString("base64url")}`;
    const row = await insertToken(ctx.db, {
      id: randomUUID(),
      clientId,
      label,
      tokenHash: hashToken(token),
      lastFour: token.slice(-4),
      createdAt: ctx.clock.now(),
    });
    return { id: row.id, clientId, token, lastFour: row.lastFour };
  },
  audit: ({ clientId, label }, { id, lastFour }) => ({
    target: `client:${clientId}`,
    detail: { tokenId: id, label, lastFour },
  }),
  afterCommit: (ctx) => ctx.bus.publish("access_changed"),
});
