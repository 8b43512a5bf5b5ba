import { randomUUID } from "node:crypto";
import { addKeyInput, keySummary } from "#lib/contracts/keys.ts";
import { defineOperation, Secret } from "#server/platform/index.ts";
import { ownBaseUrl, placeFor } from "./key-place.ts";
import { summarizeKey } from "./key-summary.ts";
import { insertKey, keyBinding } from "./store.ts";

/** Stores a vendor's key, sealed. It is not tested here. */
export const addKey = defineOperation({
  name: "vault.addKey",
  summary: "Add a provider key",
  kind: "write",
  permission: "administer",
  input: addKeyInput,
  output: keySummary,
  async run(ctx, input) {
    const place = placeFor(input.provider, input.region);
    const id = randomUUID();
    const secret = new Secret(input.secret);
    const row = await insertKey(ctx.db, {
      id,
      provider: input.provider,
      region: input.region,
      label: input.label,
      baseUrl: ownBaseUrl(place.region, input.baseUrl),
      sealed: ctx.secrets.seal(secret, keyBinding(id)),
      lastFour: secret.lastFour,
      createdAt: ctx.clock.now(),
    });
    return summarizeKey(ctx, row);
  },
  audit: (_input, key) => ({
    target: keyBinding(key.id),
    detail: { provider: key.provider, region: key.region, label: key.label, baseUrl: key.baseUrl },
  }),
  afterCommit: (ctx) => ctx.bus.publish("keys_changed"),
});
