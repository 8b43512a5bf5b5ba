/** What stands in place of a removed secret. */
export const redacted = "[redacted]";

const secretKeys =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|api[-_]?key|apikey|access[-_]?token|refresh[-_]?token|client[-_]?secret|password|secret|webhook[-_]?signing[-_]?secret|signing[-_]?secret|webhook[-_]?headers)$/i;
const tokenShapes = [
  /\bllx-[A-Za-z0-9_-]{6,}/g,
  /\bdkt_[a-z]+_[A-Za-z0-9_-]{6,}/g,
  /\bsk[-_][A-Za-z0-9_-]{12,}/g,
  /\bBearer\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /\bBasic\s+[A-Za-z0-9+/=]{8,}/gi,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/g,
];
/** Query parameters of presigned addresses that grant access by themselves. */
const signedParameters =
  /([?&](?:X-Amz-(?:Signature|Credential|Security-Token)|Signature|sig|token|key|api_key|access_token)=)[^&\s"'\\]+/gi;

/** Removes what looks like a credential from free text. */
export function redactText(text: string): string {
  let clean = text.replace(signedParameters, `$1${redacted}`);
  for (const shape of tokenShapes) clean = clean.replace(shape, redacted);
  return clean;
}

/** A copy of a JSON value with secret-named fields emptied and strings cleaned. Depth is bounded. */
export function redactJson(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > 32) return "[too deep]";
  if (Array.isArray(value)) return value.map((item) => redactJson(item, depth + 1));
  const clean: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    clean[key] = secretKeys.test(key) && item !== null ? redacted : redactJson(item, depth + 1);
  }
  return clean;
}

/** A body as it may be stored and shown: JSON field by field where it parses, text otherwise. */
export function redactBody(body: string): string {
  const start = body.trimStart()[0];
  if (start === "{" || start === "[" || start === '"') {
    try {
      return JSON.stringify(redactJson(JSON.parse(body)));
    } catch {
      // Cut off or not JSON after all: the text rules still hold.
    }
  }
  return redactText(body);
}
