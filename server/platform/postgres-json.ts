/** An escape in JSON text; a doubled backslash is matched too, so that what follows it is not taken for one. */
const refusedEscapes = /\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g;

/**
 * JSON text that `jsonb` accepts: Postgres refuses the NUL character and half surrogate pairs, which vendors' bodies and
 * callers' headers may well hold, in values and in names. `JSON.stringify` writes exactly these two as escapes.
 */
export function postgresJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!json.includes("\\u")) return json;
  return json.replace(refusedEscapes, (found) => (found === "\\\\" ? found : "\ufffd"));
}

/** The same for a plain text parameter. */
export function postgresText(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "\ufffd");
}

/** The same for the parameters of a statement; anything but texts and lists of texts stays as it is. */
export function postgresValues(values: unknown[]): unknown[] {
  return values.map((value) => {
    if (typeof value === "string") return postgresText(value);
    return Array.isArray(value) ? postgresValues(value) : value;
  });
}
