/**
 * JSON text that `jsonb` accepts: Postgres refuses the NUL character and half surrogate pairs, which vendors' bodies and
 * callers' headers may well hold.
 */
export function postgresJson(value: unknown): string {
  return JSON.stringify(value, (_key, item) => (typeof item === "string" ? postgresText(item) : item));
}

/** The same for a plain text parameter. */
export function postgresText(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "\ufffd");
}
