import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { DeliveryReason } from "#lib/contracts/webhooks.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { type Context, redactBody, redacted, redactText, type Secret, withoutSecrets } from "#server/platform/index.ts";
import type { WebhookNews } from "#server/providers/index.ts";
import type { DeliveryRow } from "./webhook-store.ts";

/** How much of a body is kept to look at, in characters, and of how much of it that is made, in bytes. */
const excerptLength = 2_000;
const excerptedBytes = 16 * 1024;
const maxTypeLength = 100;
const maxKeyLength = 200;
const maxHostLength = 253;

/** A delivery as it is kept: what it names at the length an index holds, and nothing of it that is a secret. */
export function deliveryRow(
  ctx: Context,
  { provider, region, secrets }: { provider: ProviderId; region: RegionId; secrets: readonly Secret[] },
  body: Buffer,
  news: WebhookNews | null,
  outcome: DeliveryRow["outcome"],
  reason: DeliveryReason | null,
): DeliveryRow {
  const clean = (text: string) => withoutSecrets(redactText(text), secrets);
  const eventId = news?.eventId ?? null;
  const link = news?.link;
  const excerpt = withoutQueries(redactBody(body.subarray(0, excerptedBytes).toString("utf8")));
  return {
    id: uuidv7(),
    at: ctx.clock.now(),
    provider,
    region,
    outcome,
    reason,
    eventKey: keyOf(eventId === null || clean(eventId) === eventId ? eventId : null, body),
    eventType: news?.eventType ? clean(news.eventType).slice(0, maxTypeLength) : null,
    says: news?.says ?? null,
    vendorJobId: news?.vendorJobId ? clean(news.vendorJobId) : null,
    jobId: null,
    bytes: body.length,
    excerpt: withoutSecrets(excerpt, secrets).slice(0, excerptLength),
    linkHost: link === undefined ? null : hostOfLink(link),
  };
}

/** The text without the query of any address in it: signed ones grant access by themselves. */
function withoutQueries(text: string): string {
  return text.replace(/(?:\?|\\u003f)[^\s"']+/gi, `?${redacted}`);
}

/** The host a link names; null for what is no address. */
function hostOfLink(link: string): string | null {
  return URL.parse(link)?.hostname.slice(0, maxHostLength) || null;
}

/** The event's own id where it has one of a usual length that tells no secret; a digest tells the others apart. */
function keyOf(eventId: string | null, body: Buffer): string {
  if (eventId !== null && eventId.length <= maxKeyLength) return eventId;
  return createHash("sha256")
    .update(eventId ?? body)
    .digest("hex");
}
