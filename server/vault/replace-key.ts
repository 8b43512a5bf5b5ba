import { keySummary, replaceKeyInput } from "#lib/contracts/keys.ts";
import { defineOperation, Secret } from "#server/platform/index.ts";
import { summarizeKey } from "./key-summary.ts";
import { keyBinding, notAside, updateKey } from "./store.ts";

/** Puts a new secret in a key's place, so that its history stays together; the old test result goes. */
export const replaceKey = defineOperation({
  name: "vault.replaceKey",
  summary: "Replace a provider key's secret",
  kind: "write",
  permission: "administer",
  input: replaceKeyInput,
  output: keySummary,
  async run(ctx, input) {
    const secret = new Secret(input.secret);
    const row = await updateKey(ctx.db, input.id, {
      sealed: ctx.secrets.seal(secret, keyBinding(input.id)),
      lastFour: secret.lastFour,
      testResult: null,
      testDetail: null,
      testedAt: null,
      ...notAside,
      updatedAt: ctx.clock.now(),
    });
    return summarizeKey(ctx, row);
  },
  audit: ({ id }) => ({ target: keyBinding(id) }),
  afterCommit: (ctx) => ctx.bus.publish("keys_changed"),
});
