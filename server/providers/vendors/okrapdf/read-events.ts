/** An error told inside a stream whose answer was a 200. */
export interface StreamError {
  code: string | null;
  message: string | null;
}

const searched = 200_000;

/**
 * The last error of a stream: an event `data: {"error": {"message": …}}`, or a line of a collection's answer with
 * `status: "failed"` or `"timeout"` (github.com/okrapdf/okrapdf-sdk, 2026-11-20). Null where there is none.
 */
export function streamError(stream: string): StreamError | null {
  let found: StreamError | null = null;
  for (const line of stream.slice(-searched).split(/\r?\n/)) {
    const body = parse(line.replace(/^data:\s{0,4}/, ""));
    if (!body) continue;
    if (isJson(body.error)) found = { code: text(body.error.code), message: text(body.error.message) };
    else if (body.status === "failed" || body.status === "timeout") {
      found = { code: body.status === "timeout" ? "TIMEOUT" : null, message: text(body.error) ?? text(body.message) };
    }
  }
  return found;
}

/** Whether a text looks like a stream of events, or of lines of JSON. */
export function isStream(plain: string): boolean {
  return /^data:\s{0,4}[[{]/m.test(plain) || /^\{.{0,2000}\}\s*\n\{/.test(plain);
}

function parse(line: string): Record<string, unknown> | null {
  if (!line.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(line);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}

function isJson(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
