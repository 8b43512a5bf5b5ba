import type { JobState } from "#lib/vocabulary.ts";
import type { WebhookNews, WebhookScheme } from "../../contract.ts";
import { bodyFault } from "../../webhook-schemes/hmac.ts";
import { readJsonObject, shortId, shortText } from "../../webhook-schemes/read-json.ts";

/** What stands behind the dot of an event's name, in our words. */
const says: Readonly<Record<string, JobState>> = {
  pending: "queued",
  running: "running",
  processing: "running",
  success: "succeeded",
  partial_success: "partial",
  error: "failed",
  cancelled: "cancelled",
};

/** Events older than this are replays; the vendor gives up within a minute. Docket's own figure, in seconds. */
const maxAgeS = 24 * 3_600;

/**
 * `LC-Signature: sha256=<hex>` over the raw body; the body is JSON, or with the default output format that JSON once more
 * as a string. It names the job and the event and nothing else: reason and bill have to be asked for.
 */
export const webhook: WebhookScheme = {
  signed: true,
  source: "developers.llamaindex.ai/llamaparse/general/webhooks, 2026-11-20",
  fault(message, secret) {
    const fault = bodyFault(message, secret, { header: "lc-signature", prefix: "sha256=" });
    if (fault !== null) return fault;
    const sentAt = Number(readJsonObject(message.body)?.timestamp);
    return Number.isFinite(sentAt) && message.at.getTime() / 1000 - sentAt > maxAgeS ? "too_old" : null;
  },
  read({ headers, body }) {
    const event = readJsonObject(body);
    if (event === null) return null;
    const eventType = shortText(event.event_type) ?? shortText(headers["x-webhook-event-type"]);
    const data = (event.data ?? {}) as Record<string, unknown>;
    const vendorJobId = shortId(data.job_id) ?? shortId(data.id);
    if (eventType === null && vendorJobId === null) return null;
    return {
      eventId: shortText(event.event_id) ?? shortText(headers["x-webhook-event-id"]),
      eventType,
      vendorJobId,
      ...toldBy(eventType),
      fact: null,
    };
  },
};

function toldBy(eventType: string | null): Pick<WebhookNews, "says" | "needsPoll"> {
  const word = eventType?.slice(eventType.lastIndexOf(".") + 1) ?? "";
  const state = Object.hasOwn(says, word) ? (says[word] ?? null) : null;
  return { says: state, needsPoll: state !== "queued" && state !== "running" };
}
