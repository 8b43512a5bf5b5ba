import { z } from "zod";
import { clientList } from "#lib/contracts/clients.ts";
import { defineOperation } from "#server/platform/index.ts";
import { summarizeClients } from "./client-summary.ts";
import { findClients } from "./store.ts";

/** Every client with its tokens, by name. */
export const listClients = defineOperation({
  name: "access.listClients",
  summary: "List clients",
  kind: "read",
  permission: "read",
  input: z.object({}),
  output: clientList,
  run: async (ctx) => ({ items: await summarizeClients(ctx, await findClients(ctx.db)), next: null }),
});
