import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { DeliveryReason } from "#lib/contracts/webhooks.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { type Context, redactBody, withoutSecrets } from "#server/platform/index.ts";
import {
  type ProviderAdapter,
  providerById,
  regionOf,
  type WebhookFault,
  type WebhookMessage,
  type WebhookNews,
  type WebhookScheme,
} from "#server/providers/index.ts";
import { openWebhookSecrets } from "#server/vault/index.ts";
import { pollSoon } from "./poll-store.ts";
import { recordObservation } from "./record-observation.ts";
import { type DeliveryRow, insertDelivery, settleDelivery, trimUnheard } from "./webhook-store.ts";

/** How much of a body is kept to look at, in characters. */
const excerptLength = 2_000;
/** Rejected deliveries of one place that are written down in a minute; more are only answered. */
const writtenPerMinute = 60;
const minuteMs = 60_000;

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

interface Place {
  adapter: ProviderAdapter;
  scheme: WebhookScheme;
  provider: ProviderId;
  region: RegionId;
}

/** Rejections lately written down, by place. Forged floods are answered, and do not fill the database. */
const written = new Map<string, { since: number; count: number }>();

/**
 * Takes a webhook in: proof over the raw bytes first, then its event once, then its news through the one door for job
 * news. Whatever is not believed changes nothing and is kept, within bounds, with the reason.
 */
export async function receiveWebhook(ctx: Context, incoming: IncomingWebhook): Promise<WebhookAnswer> {
  const place = placeOf(incoming);
  if (place === null) return refusal(404, "not_found", "No webhooks are received at this address.");
  const { headers, body } = incoming;
  if (body === null) return reject(ctx, place, Buffer.alloc(0), "too_large", null);
  const message: WebhookMessage = { headers, body, at: ctx.clock.now() };
  const fault = await faultOf(ctx, place, message);
  const news = place.scheme.read(message);
  if (fault !== null) return reject(ctx, place, body, fault, news);
  if (news === null) return reject(ctx, place, body, "malformed", null);
  return accept(ctx, place, message, news);
}

function placeOf({ provider, region }: IncomingWebhook): Place | null {
  const adapter = providerById(provider);
  const fact = adapter && regionOf(adapter, region);
  return adapter?.webhook && fact ? { adapter, scheme: adapter.webhook, provider: adapter.id, region: fact.id } : null;
}

/** Null when the delivery is proven by any of the secrets that hold, or needs no proof. */
async function faultOf(
  ctx: Context,
  place: Place,
  message: WebhookMessage,
): Promise<WebhookFault | "no_secret" | null> {
  if (!place.scheme.signed) return null;
  let fault: WebhookFault | "no_secret" = "no_secret";
  for (const secret of await openWebhookSecrets(ctx, place.provider, place.region)) {
    const found = place.scheme.fault(message, secret.open());
    if (found === null) return null;
    // A proof that held but is stale says more than one that did not hold.
    if (fault === "no_secret" || found === "too_old" || found === "from_the_future") fault = found;
  }
  return fault;
}

async function accept(ctx: Context, place: Place, message: WebhookMessage, news: WebhookNews): Promise<WebhookAnswer> {
  const row = rowOf(ctx, place, message.body, news, "accepted", null);
  if (!(await insertDelivery(ctx.db.sql, row))) {
    await keepUnheard(ctx, { ...row, id: uuidv7(), outcome: "doubled" });
    return { status: 200, body: { ok: true, doubled: true } };
  }
  const { vendorJobId } = news;
  if (vendorJobId === null) {
    await settleDelivery(ctx.db.sql, row.id, { jobId: null, reason: "no_job" });
    return { status: 200, body: { ok: true } };
  }
  const jobId = await hear(ctx, place, row, news, vendorJobId);
  const reason: DeliveryReason | null = jobId === null ? "unknown_job" : place.scheme.signed ? null : "hint";
  await settleDelivery(ctx.db.sql, row.id, { jobId, reason });
  if (jobId !== null && news.needsPoll) {
    await pollSoon(ctx.db.sql, place.provider, place.region, vendorJobId, ctx.clock.now());
  }
  return { status: 200, body: { ok: true } };
}

/**
 * Records what a webhook says of a job. Bad ends are not taken from it: their reason stands only in the vendor's own
 * answer, which is asked for at once. Null for a job Docket does not know: it was made past the gateway.
 */
async function hear(
  ctx: Context,
  { provider, region, scheme }: Place,
  row: DeliveryRow,
  news: WebhookNews,
  vendorJobId: string,
): Promise<string | null> {
  const believed = scheme.signed && (news.says !== "failed" && news.says !== "partial" ? news.says : null);
  const recorded = await recordObservation(ctx, {
    provider,
    region,
    fact: {
      product: "",
      vendorJobId,
      vocabulary: "",
      vendorStatus: news.fact?.state === believed ? (news.fact?.vendorStatus ?? null) : null,
      state: news.fact && scheme.signed && !news.needsPoll ? news.fact.state : believed || null,
      error: news.needsPoll ? null : (news.fact?.error ?? null),
      credits: news.fact?.credits ?? null,
      pages: news.fact?.pages ?? null,
      tier: null,
      fileName: null,
      fileId: null,
    },
    source: "webhook",
    at: row.at,
    httpStatus: null,
    callId: null,
    clientId: null,
    providerKeyId: null,
    vendorScope: null,
    dedupeKey: `webhook:${provider}:${region}:${row.eventKey}`,
    detail: { event: news.eventType, eventId: news.eventId, says: news.says, ...(scheme.signed ? {} : { hint: true }) },
    adopt: false,
  });
  return recorded?.jobId ?? null;
}

async function reject(
  ctx: Context,
  place: Place,
  body: Buffer,
  reason: DeliveryReason,
  news: WebhookNews | null,
): Promise<WebhookAnswer> {
  await keepUnheard(ctx, rowOf(ctx, place, body, news, "rejected", reason));
  ctx.log.warn({ provider: place.provider, region: place.region, reason }, "a webhook was rejected");
  if (reason === "too_large") return refusal(413, "too_large", "The body is larger than 1 MiB.");
  if (reason === "malformed") return refusal(400, "invalid_input", "The body is not an event of this provider's.");
  return refusal(401, reason, "The signature does not prove that the provider sent this.");
}

/** Writes down what was not heard, as far as the bounds allow. */
async function keepUnheard(ctx: Context, row: DeliveryRow): Promise<void> {
  const key = `${row.provider}/${row.region}`;
  const now = row.at.getTime();
  const lately = written.get(key);
  const current = lately && now - lately.since < minuteMs ? lately : { since: now, count: 0 };
  current.count += 1;
  written.set(key, current);
  if (current.count > writtenPerMinute) return;
  await insertDelivery(ctx.db.sql, row);
  await trimUnheard(ctx.db.sql, row.provider, row.region);
}

function rowOf(
  ctx: Context,
  { provider, region }: Place,
  body: Buffer,
  news: WebhookNews | null,
  outcome: DeliveryRow["outcome"],
  reason: DeliveryReason | null,
): DeliveryRow {
  return {
    id: uuidv7(),
    at: ctx.clock.now(),
    provider,
    region,
    outcome,
    reason,
    eventKey: news?.eventId?.slice(0, 200) ?? createHash("sha256").update(body).digest("hex"),
    eventType: news?.eventType?.slice(0, 100) ?? null,
    says: news?.says ?? null,
    vendorJobId: news?.vendorJobId ?? null,
    jobId: null,
    bytes: body.length,
    excerpt: withoutSecrets(redactBody(body.subarray(0, 16 * 1024).toString("utf8")), []).slice(0, excerptLength),
  };
}

function refusal(status: number, code: string, message: string): WebhookAnswer {
  return { status, body: { error: { code, message } } };
}
