import { changeKeyInput, keySummary } from "#lib/contracts/keys.ts";
import { defineOperation } from "#server/platform/index.ts";
import { summarizeKey } from "./key-summary.ts";
import { getKey, keyBinding, notAside, updateKey } from "./store.ts";

/** Renames a key, changes its share, takes it out of use or puts it back. Disabling a disabled key keeps the first time. */
export const changeKey = defineOperation({
  name: "vault.changeKey",
  summary: "Rename, weigh, disable or enable a provider key",
  kind: "write",
  permission: "administer",
  input: changeKeyInput,
  output: keySummary,
  async run(ctx, { id, label, weight, disabled }) {
    const now = ctx.clock.now();
    const before = await getKey(ctx.db, id);
    const disabledAt = disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? now) : null;
    const back = disabled === undefined ? {} : notAside;
    const change = {
      label: label ?? before.label,
      weight: weight ?? before.weight,
      disabledAt,
      updatedAt: now,
      ...back,
    };
    const row = await updateKey(ctx.db, id, change);
    return summarizeKey(ctx, row);
  },
  audit: ({ id, label, weight, disabled }) => ({ target: keyBinding(id), detail: { label, weight, disabled } }),
  afterCommit: (ctx) => ctx.bus.publish("keys_changed"),
});
