import { createHmac, timingSafeEqual } from "node:crypto";
import type { WebhookFault, WebhookMessage } from "../contract.ts";

// Both vendors' schemes are hexadecimal HMACs in headers of their own; the packages for the Standard Webhooks scheme
// check another form (base64, `webhook-id`), so Node's own digest is used.

/** Whether a hexadecimal signature is the HMAC-SHA256 of `signed` under a secret; takes the same time either way. */
function isSignature(given: string, signed: Buffer, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(signed).digest();
  return timingSafeEqual(expected, Buffer.from(given, "hex"));
}

const hexDigest = /^[0-9a-f]{64}$/i;

/** A signature over the raw body alone: `<header>: <prefix><hex>`. */
export function bodyFault(
  { headers, body }: WebhookMessage,
  secret: string,
  { header, prefix }: { header: string; prefix: string },
): WebhookFault | null {
  const given = headers[header];
  if (!given) return "signature_missing";
  const digest = given.startsWith(prefix) ? given.slice(prefix.length) : "";
  if (!hexDigest.test(digest)) return "signature_malformed";
  return isSignature(digest, body, secret) ? null : "signature_wrong";
}

/** A signature over `<version>:<timestamp>:<raw body>`, good for a time after the timestamp. */
export function timedFault(
  { headers, body, at }: WebhookMessage,
  secret: string,
  form: {
    signatureHeader: string;
    timestampHeader: string;
    version: string;
    /** Seconds. */
    maxAgeS: number;
    /** Seconds by which the sender's clock may be ahead. */
    maxAheadS: number;
  },
): WebhookFault | null {
  const timestamp = headers[form.timestampHeader];
  const given = headers[form.signatureHeader];
  if (!timestamp) return "timestamp_missing";
  if (!given) return "signature_missing";
  if (!/^\d{1,12}$/.test(timestamp)) return "timestamp_malformed";
  if (!hexDigest.test(given)) return "signature_malformed";
  const signed = Buffer.concat([Buffer.from(`${form.version}:${timestamp}:`), body]);
  // The proof first: whether it is old is nobody's business who cannot prove it.
  if (!isSignature(given, signed, secret)) return "signature_wrong";
  const ageS = at.getTime() / 1000 - Number(timestamp);
  if (ageS > form.maxAgeS) return "too_old";
  return ageS < -form.maxAheadS ? "from_the_future" : null;
}
