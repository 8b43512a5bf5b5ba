import { v7 as uuidv7 } from "uuid";
import type { DeliveryReason } from "#lib/contracts/webhooks.ts";
import type { Context } from "#server/platform/index.ts";
import {
  providerById,
  regionOf,
  type WebhookFault,
  type WebhookMessage,
  type WebhookNews,
} from "#server/providers/index.ts";
import { openWebhookSecrets } from "#server/vault/index.ts";
import { applyWebhook, type WebhookPlace } from "./apply-webhook.ts";
import { deliveryRow } from "./delivery-row.ts";
import { takeLink } from "./follow-link.ts";
import { keepUnheard } from "./keep-unheard.ts";
import { findJobId } from "./store.ts";
import { type DeliveryRow, dropDelivery, insertDelivery } from "./webhook-store.ts";

/** A webhook as the route hands it over. */
export interface IncomingWebhook {
  provider: string;
  region: string;
  headers: Readonly<Record<string, string>>;
  /** The body's bytes; null when it was longer than a webhook may be. */
  body: Buffer | null;
}

/** What the sender is answered. */
export interface WebhookAnswer {
  status: number;
  body: object;
}

/**
 * Takes a webhook in: proof over the raw bytes first, then its event once, then its news through the one door for job
 * news. Whatever is not believed changes nothing and is kept, within bounds, with the reason.
 */
export async function receiveWebhook(ctx: Context, incoming: IncomingWebhook): Promise<WebhookAnswer> {
  const place = await placeOf(ctx, incoming);
  if (place === null) return refusal(404, "not_found", "No webhooks are received at this address.");
  const { headers, body } = incoming;
  if (body === null) return reject(ctx, place, Buffer.alloc(0), "too_large", null);
  const message: WebhookMessage = { headers, body, at: ctx.clock.now() };
  const fault = faultOf(place, message);
  const news = place.scheme.read(message);
  if (fault !== null) return reject(ctx, place, body, fault, news);
  if (news === null) return reject(ctx, place, body, "malformed", null);
  return accept(ctx, place, message, news);
}

async function placeOf(ctx: Context, { provider, region }: IncomingWebhook): Promise<WebhookPlace | null> {
  const adapter = providerById(provider);
  const fact = adapter && regionOf(adapter, region);
  if (!adapter?.webhook || !fact) return null;
  const secrets = adapter.webhook.signed ? await openWebhookSecrets(ctx, adapter.id, fact.id) : [];
  return { adapter, scheme: adapter.webhook, provider: adapter.id, region: fact.id, secrets };
}

/** Null when the delivery is proven by any of the secrets that hold, or needs no proof. */
function faultOf({ scheme, secrets }: WebhookPlace, message: WebhookMessage): WebhookFault | "no_secret" | null {
  if (!scheme.signed) return null;
  let fault: WebhookFault | "no_secret" = "no_secret";
  for (const secret of secrets) {
    const found = scheme.fault(message, secret.open());
    if (found === null) return null;
    // A proof that held but is stale says more than one that did not hold.
    if (fault === "no_secret" || found === "too_old" || found === "from_the_future") fault = found;
  }
  return fault;
}

async function accept(
  ctx: Context,
  place: WebhookPlace,
  message: WebhookMessage,
  news: WebhookNews,
): Promise<WebhookAnswer> {
  const row = deliveryRow(ctx, place, message.body, news, "accepted", null);
  if (!place.scheme.signed && !(await isFollowed(ctx, place, news))) return acceptStray(ctx, row);
  if (!(await insertDelivery(ctx.db.sql, row))) {
    await keepUnheard(ctx, { ...row, id: uuidv7(), outcome: "doubled" });
    return { status: 200, body: { ok: true, doubled: true } };
  }
  try {
    await settle(ctx, place, row, message, news);
  } catch (error) {
    // Not heard after all: the sender's next try must not be taken for a repeat of this one.
    await dropDelivery(ctx.db.sql, row.id);
    throw error;
  }
  return { status: 200, body: { ok: true } };
}

async function settle(
  ctx: Context,
  place: WebhookPlace,
  row: DeliveryRow,
  message: WebhookMessage,
  news: WebhookNews,
): Promise<void> {
  const { link } = news;
  if (link === undefined || news.vendorJobId === null) return applyWebhook(ctx, place, row, news);
  return takeLink(ctx, place, row, message, { ...news, link });
}

async function isFollowed(
  ctx: Context,
  { provider, region }: WebhookPlace,
  { vendorJobId }: WebhookNews,
): Promise<boolean> {
  return vendorJobId !== null && (await findJobId(ctx.db.sql, provider, region, vendorJobId)) !== null;
}

/** Anybody can send an unsigned delivery about a job nobody made: it is kept within the bounds of what was not heard. */
async function acceptStray(ctx: Context, row: DeliveryRow): Promise<WebhookAnswer> {
  await keepUnheard(ctx, { ...row, reason: row.vendorJobId === null ? "no_job" : "unknown_job" });
  return { status: 200, body: { ok: true } };
}

async function reject(
  ctx: Context,
  place: WebhookPlace,
  body: Buffer,
  reason: DeliveryReason,
  news: WebhookNews | null,
): Promise<WebhookAnswer> {
  await keepUnheard(ctx, deliveryRow(ctx, place, body, news, "rejected", reason));
  ctx.log.warn({ provider: place.provider, region: place.region, reason }, "a webhook was rejected");
  if (reason === "too_large") return refusal(413, "too_large", "The body is larger than 1 MiB.");
  if (reason === "malformed") return refusal(400, "invalid_input", "The body is not an event of this provider's.");
  return refusal(401, reason, "The signature does not prove that the provider sent this.");
}

function refusal(status: number, code: string, message: string): WebhookAnswer {
  return { status, body: { error: { code, message } } };
}
