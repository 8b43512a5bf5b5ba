/** The largest body that is read, in bytes. */
const maxBytes = 1024 * 1024;

/** The object in a webhook's body, also where the JSON came once more encoded as a JSON string; null for anything else. */
export function readJsonObject(body: Buffer): Record<string, unknown> | null {
  if (body.length > maxBytes) return null;
  const once = parse(body.toString("utf8"));
  const value = typeof once === "string" ? parse(once) : once;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A vendor's id; longer ones than any vendor gives would not fit an index. */
export function shortId(value: unknown): string | null {
  return typeof value === "string" && value !== "" && value.length <= 255 ? value : null;
}

/** A text that is there, of a length a name has. */
export function shortText(value: unknown): string | null {
  return typeof value === "string" && value !== "" && value.length <= 2_000 ? value : null;
}
