import type { Surface } from "#lib/vocabulary.ts";
import type { FailureRule } from "../../contract.ts";

const client: readonly Surface[] = ["client"];
const receiver: readonly Surface[] = ["client", "webhook"];

function says(
  entry: string,
  message: string,
  surfaces: readonly Surface[],
  more: Partial<FailureRule> = {},
): FailureRule {
  return { name: `client:${entry}`, entry: `extend/${entry}`, surfaces, message, ...more };
}

/**
 * What the vendor's SDK says of itself, without an answer of the API: its polling and its webhook check
 * (`extend-ai` 1.17.0, wrapper/utilities/polling/Polling.js and wrapper/webhooks/Webhooks.js, read 2026-11-20).
 */
export const clientRules: readonly FailureRule[] = [
  says("polling-gave-up", "Polling timed out after {waited}ms (max: {allowed}ms)", client),
  says("sdk-timeout", "Timeout exceeded when calling {call}", client, { identifies: false }),
  says("webhook-headers-missing", "Missing x-extend-request-timestamp header", receiver),
  says("webhook-headers-missing", "Missing x-extend-request-signature header", receiver),
  says("webhook-secret-missing", "Missing signing secret", receiver, { identifies: false }),
  says("webhook-timestamp", "Invalid timestamp format", receiver, { identifies: false }),
  says("webhook-timestamp", "Request timestamp too old ({age}s > {allowed}s)", receiver),
  says("webhook-timestamp", "Request timestamp in the future", receiver, { identifies: false }),
  says("webhook-signature", "Invalid signature", receiver, { identifies: false }),
  says("webhook-body-unreadable", "Failed to parse webhook body as JSON", receiver, { identifies: false }),
  says("webhook-signed-url", "Received signed URL payload but allowSignedUrl option is not enabled. ...", receiver),
  // It quotes the status of somebody else's answer: that of the storage behind the address.
  says("webhook-payload-gone", "Failed to fetch signed payload: {answer}", [...receiver, "http"]),
  says("webhook-payload-gone", "Signed payload response was not a valid JSON object", receiver),
];
