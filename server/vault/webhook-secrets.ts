import { randomUUID } from "node:crypto";
import { z } from "zod";
import {
  addWebhookSecretInput,
  type WebhookSecretSummary,
  webhookSecretIdInput,
  webhookSecretList,
  webhookSecretSummary,
} from "#lib/contracts/webhooks.ts";
import { AppError, type Context, defineOperation, Secret } from "#server/platform/index.ts";
import { placeFor } from "./key-place.ts";
import * as store from "./webhook-secret-store.ts";

const mostSecrets = 5;
const binding = (id: string) => `webhook_secret:${id}`;

function summarize(row: store.WebhookSecretRow): WebhookSecretSummary {
  const { id, label, lastFour, createdAt } = row;
  return webhookSecretSummary.parse({ ...row, id, label, lastFour, createdAt: createdAt.toISOString() });
}

/** Every webhook secret, shown by its last four characters. */
export const listWebhookSecrets = defineOperation({
  name: "webhookSecrets.list",
  summary: "List webhook secrets",
  kind: "read",
  permission: "read",
  input: z.object({}),
  output: webhookSecretList,
  async run(ctx) {
    return { items: (await store.findSecrets(ctx.db)).map(summarize), next: null };
  },
});

/** Adds a secret beside those that hold already, so that the vendor can be told the new one before the old one goes. */
export const addWebhookSecret = defineOperation({
  name: "webhookSecrets.add",
  summary: "Add a webhook secret",
  kind: "write",
  permission: "administer",
  input: addWebhookSecretInput,
  output: webhookSecretSummary,
  async run(ctx, input) {
    const { adapter } = placeFor(input.provider, input.region);
    if (!adapter.webhook?.signed) throw new AppError("invalid_input", "This provider signs no webhooks.");
    if ((await store.findSecretsOf(ctx.db, input.provider, input.region)).length >= mostSecrets) {
      throw new AppError("conflict", `There are ${mostSecrets} secrets already; remove one that no longer holds.`);
    }
    const id = randomUUID();
    const secret = new Secret(input.secret);
    const row = await store.insertSecret(ctx.db, {
      id,
      provider: input.provider,
      region: input.region,
      label: input.label,
      sealed: ctx.secrets.seal(secret, binding(id)),
      lastFour: secret.lastFour,
      createdAt: ctx.clock.now(),
    });
    return summarize(row);
  },
  audit: (_input, { id, provider, region, label }) => ({ target: binding(id), detail: { provider, region, label } }),
});

/** Removes a secret: deliveries signed with it are rejected from now on. */
export const removeWebhookSecret = defineOperation({
  name: "webhookSecrets.remove",
  summary: "Remove a webhook secret",
  kind: "write",
  permission: "administer",
  input: webhookSecretIdInput,
  output: webhookSecretIdInput,
  async run(ctx, { id }) {
    await store.removeSecret(ctx.db, id);
    return { id };
  },
  audit: ({ id }) => ({ target: binding(id) }),
});

/** The secrets that hold at a place, opened; one that does not open is left out and told in the log. */
export async function openWebhookSecrets(ctx: Context, provider: string, region: string): Promise<Secret[]> {
  const rows = await store.findSecretsOf(ctx.db, provider, region);
  return rows.flatMap((row) => {
    try {
      return [ctx.secrets.open(row.sealed, binding(row.id))];
    } catch (error) {
      ctx.log.error({ secretId: row.id, err: error }, "A stored webhook secret does not open; it is left out.");
      return [];
    }
  });
}
