import type { Secret } from "./secret.ts";

/** What stands in place of a removed secret. */
export const redacted = "[redacted]";

const secretNames = [
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "(?:x[-_])?api[-_]?key",
  "(?:access|refresh|auth|client|session|bearer|api)[-_]?token",
  "token",
  "client[-_]?secret",
  "private[-_]?key",
  "password",
  "secret",
  "(?:webhook[-_]?)?signing[-_]?secret",
  "webhook[-_]?headers",
].join("|");
const secretKeys = new RegExp(`^(?:${secretNames})$`, "i");

// Every pattern begins where no token can go on, so that a hostile text of one letter is still read in one pass.
const tokenShapes = [
  /(?<![A-Za-z0-9])llx-[A-Za-z0-9_-]{6,}/g,
  /(?<![A-Za-z0-9])dkt_[a-z]{1,20}_[A-Za-z0-9_-]{6,}/g,
  /(?<![A-Za-z0-9])sk[-_][A-Za-z0-9_-]{12,}/g,
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/g,
];
const schemes = /\b(?:Bearer|Basic)\s{1,8}[A-Za-z0-9._~+/=-]{8,}/gi;
/** Query parameters of presigned addresses that grant access by themselves. */
const signedParameters =
  /([?&](?:X-Amz-(?:Signature|Credential|Security-Token)|Signature|sig|token|key|api_key|access_token)=)[^&\s"'\\]+/gi;
/** A secret field of JSON that was cut off or stands, escaped, inside a string: up to the end of its text or braces. */
const secretFields = new RegExp(
  `(\\\\{0,3}"(?:${secretNames})\\\\{0,3}"\\s{0,4}:\\s{0,4})` +
    `(?:"(?:[^"\\\\]|\\\\[^])*|\\\\{1,3}"(?:[^"\\\\]|\\\\[^"])*|[{[][^}\\]]*)`,
  "gi",
);

/** Removes what looks like a credential from free text, or from JSON that cannot be parsed. */
export function redactText(text: string): string {
  let clean = text.replace(signedParameters, `$1${redacted}`).replace(secretFields, `$1"${redacted}`);
  clean = clean.replace(schemes, redacted);
  for (const shape of tokenShapes) clean = clean.replace(shape, redacted);
  return clean;
}

/** Fewer characters of a secret than this give nothing away. */
const leastTelling = 6;

/** A shape a secret takes in texts, and how that begins. */
interface Shape {
  whole: string;
  start: string;
}

/** The shapes of secrets, worked out once: as they are, in JSON, in addresses. Gone with the secret. */
const shapesOfSecrets = new WeakMap<Secret, readonly Shape[]>();

function shapesOf(secret: Secret): readonly Shape[] {
  const known = shapesOfSecrets.get(secret);
  if (known) return known;
  const value = secret.open();
  // A shorter one is no secret, and would tear every text apart.
  const wholes =
    value.length < 8 ? [] : [...new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)])];
  const shapes = wholes.map((whole) => ({ whole, start: whole.slice(0, leastTelling) }));
  shapesOfSecrets.set(secret, shapes);
  return shapes;
}

/**
 * Removes secrets that are known, whatever they look like: as they are, and as they stand in JSON and in addresses; also
 * the beginning of one that was cut off at the text's end.
 */
export function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  let clean = text;
  for (const secret of secrets) {
    for (const { whole, start } of shapesOf(secret)) {
      // Most texts hold no secret: those that lack its beginning need no closer look.
      if (!clean.includes(start)) continue;
      clean = withoutBeginning(clean.replaceAll(whole, redacted), whole);
    }
  }
  return clean;
}

function withoutBeginning(text: string, secret: string): string {
  for (let length = Math.min(secret.length - 1, text.length); length >= leastTelling; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + redacted;
  }
  return text;
}

/** A copy of a JSON value with secret-named fields emptied and strings cleaned. Depth is bounded. */
export function redactJson(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > 32) return "[too deep]";
  if (Array.isArray(value)) return value.map((item) => redactJson(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      redactText(key),
      secretKeys.test(key) && item !== null ? redacted : redactJson(item, depth + 1),
    ]),
  );
}

/** A body as it may be stored and shown: JSON field by field where it parses, text otherwise. Never throws. */
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
