import { z } from "zod";
import { deliveryFilters, deliveryList, type WebhookPlaces, webhookPlaces } from "#lib/contracts/webhooks.ts";
import { defineOperation, readCursor } from "#server/platform/index.ts";
import { providers } from "#server/providers/index.ts";
import { linksOfPlaces } from "./payload-hosts.ts";
import { countDeliveries, selectDeliveries } from "./webhook-store.ts";

const defaultLimit = 50;
const dayMs = 24 * 3_600_000;

/** Webhooks that came, newest first: heard, doubled and rejected ones. */
export const listDeliveries = defineOperation({
  name: "webhookDeliveries.list",
  summary: "List webhook deliveries",
  kind: "read",
  permission: "read",
  input: deliveryFilters,
  output: deliveryList,
  run: (ctx, input) => selectDeliveries(ctx.db.sql, input, readCursor(input.cursor), input.limit ?? defaultLimit),
});

/** Every place webhooks can be sent to, with what came in the last 24 hours. */
export const listWebhookPlaces = defineOperation({
  name: "webhookPlaces.list",
  summary: "List where webhooks are received",
  kind: "read",
  permission: "read",
  input: z.object({}),
  output: webhookPlaces,
  async run(ctx): Promise<WebhookPlaces> {
    const counts = await countDeliveries(ctx.db.sql, new Date(ctx.clock.now().getTime() - dayMs));
    const links = await linksOfPlaces(ctx);
    const items = providers.flatMap(({ id, regions, webhook }) =>
      webhook === null
        ? []
        : regions
            .filter((region) => region.id !== "sandbox" || ctx.sandboxUrl !== null)
            .map((region) => {
              const here = counts.find((row) => row.provider === id && row.region === region.id);
              return {
                provider: id,
                region: region.id,
                path: `/api/v1/webhooks/${id}/${region.id}`,
                signed: webhook.signed,
                source: webhook.source,
                accepted24h: here?.accepted ?? 0,
                rejected24h: here?.rejected ?? 0,
                lastAcceptedAt: here?.last_accepted?.toISOString() ?? null,
                links: webhook.links ? { source: webhook.links.source, ...links(id, region.id) } : null,
              };
            }),
    );
    return { baseUrl: ctx.env.publicUrl ?? null, items };
  },
});
