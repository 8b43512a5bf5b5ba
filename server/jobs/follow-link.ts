import type { LinkReason } from "#lib/contracts/webhooks.ts";
import { isAllowedHost } from "#lib/payload-host.ts";
import { type Context, isPublicLink } from "#server/platform/index.ts";
import type { WebhookMessage, WebhookNews } from "#server/providers/index.ts";
import { applyWebhook, type WebhookPlace } from "./apply-webhook.ts";
import { findPayloadHosts, hostsOf } from "./payload-host-store.ts";
import { findJobId } from "./store.ts";
import { type DeliveryRow, settleDelivery } from "./webhook-store.ts";

/** For all of it, in milliseconds: a signed address is good for an hour, and the poll knows as much. */
const timeoutMs = 10_000;
/** The largest payload that is read. Vendors send links where a body would be too large. */
const maxPayloadBytes = 5 * 1024 * 1024;

/**
 * Takes in a proven delivery that carries a link. To an allowed host the link is followed once the sender has its answer, and
 * what lies there is applied as if it had been the payload. In every other case, and whenever that fails, the job is asked
 * about at the vendor's own address. The link is held in memory only; should Docket be killed before it was followed, the
 * job's ordinary poll tells the same.
 */
export async function takeLink(
  ctx: Context,
  place: WebhookPlace,
  row: DeliveryRow,
  message: WebhookMessage,
  news: WebhookNews & { link: string },
): Promise<void> {
  const host = row.linkHost;
  const { provider, region } = place;
  const jobId = news.vendorJobId && (await findJobId(ctx.db.sql, provider, region, news.vendorJobId));
  if (!jobId) return applyWebhook(ctx, place, row, news);
  const unread = (link: LinkReason) => applyWebhook(ctx, place, row, news, { link, host });
  if (host === null || !isPublicLink(news.link)) return unread("link_invalid");
  const allowed = await findPayloadHosts(ctx.db, { provider, region });
  if (!isAllowedHost(host, hostsOf(allowed))) return unread("link_host_not_allowed");
  await settleDelivery(ctx.db.sql, row.id, { jobId, reason: "link_pending", says: null, outcome: "accepted" });
  const taken = ctx.background.take((signal) => follow(ctx, place, row, message, news, signal));
  if (!taken) await unread("link_busy");
}

async function follow(
  ctx: Context,
  place: WebhookPlace,
  row: DeliveryRow,
  message: WebhookMessage,
  news: WebhookNews & { link: string },
  signal: AbortSignal,
): Promise<void> {
  const host = row.linkHost;
  const { provider, region } = place;
  const unread = (end: { link: LinkReason; status?: number | null }) => {
    ctx.log.warn({ provider, region, host, reason: end.link, status: end.status }, "a webhook's link was not read");
    return applyWebhook(ctx, place, row, news, { ...end, host });
  };
  const answer = await ctx.outbound.readPublic({ url: news.link, timeoutMs, maxBodyBytes: maxPayloadBytes, signal });
  if (!answer.ok) return unread({ link: `link_${answer.problem}`, status: answer.status });
  const payload = jsonObject(answer.body);
  const told = payload && place.scheme.links?.read(message, payload);
  if (!told || told.link !== undefined) return unread({ link: "link_malformed" });
  if (told.vendorJobId !== news.vendorJobId) return unread({ link: "link_other_job" });
  return applyWebhook(ctx, place, row, told, { link: "read", host });
}

function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
