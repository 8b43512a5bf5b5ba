import { changeKeyInput, keySummary } from "#lib/contracts/keys.ts";
import { defineOperation } from "#server/platform/index.ts";
import { summarizeKey } from "./key-summary.ts";
import { getKey, keyBinding, updateKey } from "./store.ts";

/** Renames a key, takes it out of use or puts it back. Disabling a disabled key keeps the first time. */
export const changeKey = defineOperation({
  name: "vault.changeKey",
  summary: "Rename, disable or enable a provider key",
  kind: "write",
  permission: "administer",
  input: changeKeyInput,
  output: keySummary,
  async run(ctx, { id, label, disabled }) {
    const now = ctx.clock.now();
    const before = await getKey(ctx.db, id);
    const disabledAt = disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? now) : null;
    const row = await updateKey(ctx.db, id, { label: label ?? before.label, disabledAt, updatedAt: now });
    return summarizeKey(ctx, row);
  },
  audit: ({ id, label, disabled }) => ({ target: keyBinding(id), detail: { label, disabled } }),
  afterCommit: (ctx) => ctx.bus.publish("keys_changed"),
});
