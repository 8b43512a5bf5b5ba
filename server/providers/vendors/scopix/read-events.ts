/** An error told inside an event stream whose answer was a 200. */
export interface ErrorEvent {
  kind: "error" | "auth_error";
  code: string | null;
  message: string | null;
}

const searched = 200_000;

/**
 * The last error of a chat's event stream: `event: error` with `{type, message, code}`, or `event: auth_error` with
 * `{type, error}` (older edition, api/chat.md, 2026-11-20). Null where there is none.
 */
export function errorEvent(stream: string): ErrorEvent | null {
  const tail = stream.slice(-searched);
  let found: ErrorEvent | null = null;
  for (const block of tail.split(/\r?\n\r?\n/)) {
    const kind = /^event:\s{0,4}(error|auth_error)\s*$/m.exec(block)?.[1];
    const data = /^data:\s{0,4}(\{.*\})\s*$/m.exec(block)?.[1];
    if (!data) continue;
    const body = parse(data);
    const named = kind ?? (body?.type === "error" || body?.type === "auth_error" ? body.type : null);
    if (body && named)
      found = {
        kind: named as ErrorEvent["kind"],
        code: text(body.code) ?? codeLike(body.error),
        message: text(body.message) ?? text(body.error),
      };
  }
  return found;
}

function parse(data: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** `{"type": "auth_error", "error": "INVALID_API_KEY"}` */
function codeLike(value: unknown): string | null {
  return typeof value === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(value) ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
