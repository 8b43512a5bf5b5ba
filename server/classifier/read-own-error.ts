import { refusalCodes } from "./common-rules.ts";
import { markFor } from "./text-marks.ts";

const codes = new Set<string>(refusalCodes);
const headerInText = /\bx-docket-error: {0,2}([a-z_]{3,40})\b/i;
const refusalMark = markFor(headerInText);

/** A refusal by Docket's own gateway: its code, and the id of the call. */
export interface OwnRefusal {
  code: string;
  message: string | null;
  callId: string | null;
}

/**
 * Recognises the gateway's own refusals by header, or by a body that carries both one of its codes and its marks
 * (`call_id`, `docs`): other services also answer `{"error": {"code": …}}`. `marks` are the text's.
 */
export function readOwnRefusal(
  headers: Readonly<Record<string, string>>,
  payloads: readonly unknown[],
  text: string | null,
  marks: number,
): OwnRefusal | null {
  const inBody = firstRefusalIn(payloads);
  const named = headers["x-docket-error"] ?? (marks & refusalMark ? headerInText.exec(text ?? "")?.[1] : undefined);
  const code = named && codes.has(named) ? named : inBody?.marked ? inBody.code : null;
  if (!code) return null;
  return { code, message: inBody?.message ?? null, callId: inBody?.callId ?? headers["x-docket-call-id"] ?? null };
}

function firstRefusalIn(payloads: readonly unknown[]) {
  for (const payload of payloads) {
    const found = refusalIn(payload);
    if (found !== null) return found;
  }
  return null;
}

function refusalIn(payload: unknown) {
  const error = fieldOf(payload, "error");
  const code = fieldOf(error, "code");
  if (typeof code !== "string" || !codes.has(code)) return null;
  const message = fieldOf(error, "message");
  const callId = fieldOf(error, "call_id");
  return {
    code,
    message: typeof message === "string" ? message : null,
    callId: typeof callId === "string" ? callId : null,
    marked: typeof callId === "string" || typeof fieldOf(error, "docs") === "string",
  };
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
