import type { WebhookScheme } from "../../contract.ts";
import { readJsonObject, shortId, shortText } from "../../webhook-schemes/read-json.ts";

/**
 * Without any signature, and possibly doubled: the vendor's own advice is to check that the document is yours. So it is a hint
 * to look, whatever it says. Only `document.completed` is documented; a failure sends nothing.
 */
export const webhook: WebhookScheme = {
  signed: false,
  source: "docs.okrapdf.com/webhooks, 2026-11-20",
  fault: () => null,
  read({ body }) {
    const event = readJsonObject(body);
    const vendorJobId = shortId(event?.document_id);
    if (event === null || vendorJobId === null) return null;
    const says = event.status === "completed" ? "succeeded" : null;
    return { eventId: null, eventType: shortText(event.event), vendorJobId, says, fact: null, needsPoll: true };
  },
};
