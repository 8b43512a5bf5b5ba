import { jsonReply, Refusal, type Reply } from "../http/reply.ts";
import { isV2 } from "./route-names.ts";

/** Codes the second API's specification names, by status (specs/v2-aide.json, 2026-11-20). */
const v2Codes: Readonly<Record<number, string>> = {
  422: "validation_error",
  429: "rate_limit_exceeded",
  500: "internal_error",
};

/**
 * An error in the shape its endpoint has: `{error}` where a job is made, `{message}` elsewhere in the first API
 * (docs.landing.ai/ade/ade-extract-troubleshoot); `{code, message}` in the second, and `{detail}` where its specification
 * has no code for it (the gateway in front).
 */
export function errorReply(route: string, status: number, message: string, code?: string): Reply {
  if (isV2(route)) {
    const named = code ?? v2Codes[status];
    return jsonReply(status, named ? { code: named, message } : { detail: message });
  }
  return jsonReply(status, /^POST .*\/jobs$/.test(route) ? { error: message } : { message });
}

/** Ends the exchange with an error. */
export function refuse(route: string, status: number, message: string, code?: string): never {
  throw new Refusal(errorReply(route, status, message, code));
}
