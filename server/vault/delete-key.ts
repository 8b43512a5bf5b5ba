import { z } from "zod";
import { keyIdInput } from "#lib/contracts/keys.ts";
import { defineOperation } from "#server/platform/index.ts";
import { getKey, keyBinding, removeKey } from "./store.ts";

/** Forgets a key for good. Calls and jobs made with it keep its id. */
export const deleteKey = defineOperation({
  name: "vault.deleteKey",
  summary: "Delete a provider key",
  kind: "write",
  permission: "administer",
  input: keyIdInput,
  output: z.object({ id: z.uuid(), provider: z.string(), region: z.string(), label: z.string() }),
  async run(ctx, { id }) {
    const { provider, region, label } = await getKey(ctx.db, id);
    await removeKey(ctx.db, id);
    return { id, provider, region, label };
  },
  audit: (_input, { id, ...was }) => ({ target: keyBinding(id), detail: was }),
  afterCommit: (ctx) => ctx.bus.publish("keys_changed"),
});
