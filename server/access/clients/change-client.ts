import { changeClientInput, clientSummary } from "#lib/contracts/clients.ts";
import { defineOperation } from "#server/platform/index.ts";
import { summarizeClient } from "./client-summary.ts";
import { getClient, updateClient } from "./store.ts";

/** Renames a client, sets what it may reach, or shuts it out. Disabling a disabled client keeps the first time. */
export const changeClient = defineOperation({
  name: "access.changeClient",
  summary: "Change, disable or enable a client",
  kind: "write",
  permission: "administer",
  input: changeClientInput,
  output: clientSummary,
  async run(ctx, { id, name, providers, disabled, limits }) {
    const before = await getClient(ctx.db, id);
    const now = ctx.clock.now();
    const row = await updateClient(ctx.db, id, {
      name: name ?? before.name,
      providers: providers ? [...new Set(providers)] : before.providers,
      disabledAt: disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? now) : null,
      ...limits,
    });
    return summarizeClient(ctx, row);
  },
  audit: ({ id, ...change }) => ({ target: `client:${id}`, detail: change }),
  afterCommit: (ctx) => ctx.bus.publish("access_changed"),
});
