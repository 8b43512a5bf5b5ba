import { clientSummary, revokeTokenInput } from "#lib/contracts/clients.ts";
import { defineOperation } from "#server/platform/index.ts";
import { summarizeClient } from "./client-summary.ts";
import { getClient, revokeToken } from "./store.ts";

/** Ends a client token. It stays listed, and is never valid again. */
export const revokeClientToken = defineOperation({
  name: "access.revokeClientToken",
  summary: "Revoke a client token",
  kind: "write",
  permission: "administer",
  input: revokeTokenInput,
  output: clientSummary,
  async run(ctx, { clientId, tokenId }) {
    await revokeToken(ctx.db, clientId, tokenId, ctx.clock.now());
    return summarizeClient(ctx, await getClient(ctx.db, clientId));
  },
  audit: ({ clientId, tokenId }) => ({ target: `client:${clientId}`, detail: { tokenId } }),
  afterCommit: (ctx) => ctx.bus.publish("access_changed"),
});
