import { z } from "zod";
import { uuid } from "#lib/contracts/primitives.ts";
import { defineOperation } from "#server/platform/index.ts";
import { getClient, removeClient } from "./store.ts";

/** Removes a client and its tokens for good. Its calls and jobs keep its id. */
export const deleteClient = defineOperation({
  name: "access.deleteClient",
  summary: "Delete a client",
  kind: "write",
  permission: "administer",
  input: z.object({ id: uuid }),
  output: z.object({ id: uuid, name: z.string() }),
  async run(ctx, { id }) {
    const { name } = await getClient(ctx.db, id);
    await removeClient(ctx.db, id);
    return { id, name };
  },
  audit: (_input, { id, name }) => ({ target: `client:${id}`, detail: { name } }),
  afterCommit: (ctx) => ctx.bus.publish("access_changed"),
});
