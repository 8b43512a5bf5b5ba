import type { JobFact, WebhookMessage, WebhookNews, WebhookScheme } from "../../contract.ts";
import { timedFault } from "../../webhook-schemes/hmac.ts";
import { readJsonObject, shortId, shortText } from "../../webhook-schemes/read-json.ts";
import { readJobs } from "./map-job.ts";
import { operations } from "./operations.ts";

/**
 * `x-extend-request-signature` over `v0:<timestamp>:<raw body>`, at most 300 s old and 60 s ahead (extend-ai 1.17.0,
 * wrapper/webhooks/Webhooks.ts). Events about runs carry the run, parse runs without output and usage. In the payload's place
 * can stand `{object: "signed_data_url", data: <https address, good for an hour>, id, metadata}`; what lies there is the
 * payload itself (the same file, `fetchSignedPayload`).
 */
export const webhook: WebhookScheme = {
  signed: true,
  source: "extend-ai 1.17.0, wrapper/webhooks/Webhooks.ts; docs.extend.ai/webhooks, 2026-11-20",
  fault: (message, secret) =>
    timedFault(message, secret, {
      signatureHeader: "x-extend-request-signature",
      timestampHeader: "x-extend-request-timestamp",
      version: "v0",
      maxAgeS: 300,
      maxAheadS: 60,
    }),
  read: (message) => readEvent(message, null),
  links: {
    source: "extend-ai 1.17.0, wrapper/webhooks/Webhooks.ts; docs.extend.ai/webhooks names no hosts as of 2026-11-20",
    read: readEvent,
  },
};

/** The event of a message, with its own payload or the one that was fetched in its place. */
function readEvent({ body }: WebhookMessage, fetched: Record<string, unknown> | null): WebhookNews | null {
  const event = readJsonObject(body);
  const eventType = shortText(event?.eventType);
  if (event === null || eventType === null) return null;
  const sent = (typeof event.payload === "object" && event.payload !== null ? event.payload : {}) as Record<
    string,
    unknown
  >;
  const payload = fetched ?? sent;
  const isLink = payload.object === "signed_data_url";
  const fact = isLink ? null : factOf(eventType, payload);
  const aboutRun = /_run\./.test(eventType);
  return {
    eventId: shortText(event.eventId),
    eventType,
    vendorJobId: aboutRun ? (fact?.vendorJobId ?? shortId(payload.id)) : null,
    says: fact?.state ?? null,
    fact,
    needsPoll: aboutRun && (fact === null || fact.credits === null),
    ...(isLink ? { link: typeof payload.data === "string" ? payload.data : "" } : {}),
  };
}

/** The run of an event, read as the vendor's own answer about it would be. */
function factOf(eventType: string, payload: Record<string, unknown>): JobFact | null {
  const kind = eventType.slice(0, eventType.indexOf(".")).replace(/^batch_(?:parse|processor)_run$/, "batch_run");
  const operation = operations.find((each) => each.kind === "read_job" && each.vocabulary === kind);
  if (!operation) return null;
  return readJobs({ operation, params: {} }, payload).at(-1) ?? null;
}
