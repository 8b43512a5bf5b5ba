import { randomUUID } from "node:crypto";
import { clientSummary, createClientInput } from "#lib/contracts/clients.ts";
import { defineOperation } from "#server/platform/index.ts";
import { summarizeClient } from "./client-summary.ts";
import { insertClient } from "./store.ts";

/** Makes a client, without a token yet. */
export const createClient = defineOperation({
  name: "access.createClient",
  summary: "Create a client",
  kind: "write",
  permission: "administer",
  input: createClientInput,
  output: clientSummary,
  async run(ctx, { name, providers, limits }) {
    const row = await insertClient(ctx.db, {
      id: randomUUID(),
      name,
      providers: [...new Set(providers)],
      createdAt: ctx.clock.now(),
      ...limits,
    });
    return summarizeClient(ctx, row);
  },
  audit: (_input, { id, name, providers, limits }) => ({ target: `client:${id}`, detail: { name, providers, limits } }),
  afterCommit: (ctx) => ctx.bus.publish("access_changed"),
});
