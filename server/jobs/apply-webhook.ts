import type { DeliveryOutcome, DeliveryReason, LinkReason } from "#lib/contracts/webhooks.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import type { Context, Secret } from "#server/platform/index.ts";
import type { ProviderAdapter, WebhookNews, WebhookScheme } from "#server/providers/index.ts";
import { pollSoon } from "./poll-store.ts";
import { recordObservation } from "./record-observation.ts";
import { type DeliveryRow, settleDelivery } from "./webhook-store.ts";

/** Where a webhook was sent to, and how those of this place are proven and read. */
export interface WebhookPlace {
  adapter: ProviderAdapter;
  scheme: WebhookScheme;
  provider: ProviderId;
  region: RegionId;
  /** What proves a delivery; never to be kept, should a body quote it. */
  secrets: readonly Secret[];
}

/** What became of the link that stood in the payload's place. */
export interface LinkEnd {
  link: "read" | LinkReason;
  host: string | null;
  /** The host's answer, where it gave one that was not a payload. */
  status?: number | null;
}

/** Applies what a proven delivery tells of its job, and says of the delivery which job that was or why it had no effect. */
export async function applyWebhook(
  ctx: Context,
  place: WebhookPlace,
  row: DeliveryRow,
  news: WebhookNews,
  end?: LinkEnd,
): Promise<void> {
  const { vendorJobId } = news;
  const { sql } = ctx.db;
  const { says } = news;
  const settled = (jobId: string | null, reason: DeliveryReason | null, outcome: DeliveryOutcome = "accepted") =>
    settleDelivery(sql, row.id, { jobId, reason, says, outcome });
  if (vendorJobId === null) return settled(null, "no_job");
  const jobId = await hear(ctx, place, row, news, vendorJobId, end);
  if (jobId === null) return settled(null, "unknown_job");
  const unread = end && end.link !== "read" ? end.link : null;
  await settled(
    jobId,
    unread ?? (place.scheme.signed ? null : "hint"),
    unread === "link_other_job" ? "rejected" : "accepted",
  );
  if (news.needsPoll) await pollSoon(sql, place.provider, place.region, vendorJobId, ctx.clock.now());
}

/**
 * Records what a webhook says of a job. Bad ends are not taken from it: their reason stands only in the vendor's own
 * answer, which is asked for at once. Null for a job Docket does not know: it was made past the gateway.
 */
async function hear(
  ctx: Context,
  { provider, region, scheme }: WebhookPlace,
  row: DeliveryRow,
  news: WebhookNews,
  vendorJobId: string,
  end: LinkEnd | undefined,
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
    detail: {
      event: row.eventType,
      eventId: news.eventId && row.eventKey,
      says: news.says,
      ...(scheme.signed ? {} : { hint: true }),
      ...(end ? { link: end.link, linkHost: end.host, ...(end.status ? { linkStatus: end.status } : {}) } : {}),
    },
    adopt: false,
  });
  return recorded?.jobId ?? null;
}
