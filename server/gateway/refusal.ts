import { STATUS_CODES } from "node:http";
import type { CallerResponse } from "./caller.ts";

/** Everything the gateway itself refuses, with the status it answers. A closed list; entries `docket/…` explain each. */
export const refusals = {
  unknown_client_token: 401,
  client_disabled: 403,
  provider_not_allowed: 403,
  unknown_provider: 404,
  unknown_region: 404,
  bad_path: 400,
  bad_retry_header: 400,
  no_provider_key: 503,
  body_too_large: 413,
  client_rate_limit: 429,
  client_concurrency: 429,
  client_credits_spent: 429,
  vendor_limit: 429,
  target_busy: 503,
  circuit_open: 503,
  overloaded: 503,
  draining: 503,
  upstream_unreachable: 502,
  upstream_reset: 502,
  upstream_timeout: 504,
} as const;
export type RefusalCode = keyof typeof refusals;

/** Docket's own refusal or transport failure: never mistaken for the vendor's, by header and by body. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Whole seconds after which the same call may pass; null = it says nothing about that. */
  readonly retryAfterS: number | null;

  constructor(code: RefusalCode, publicMessage: string, retryAfterMs: number | null = null) {
    super(publicMessage);
    this.name = "Refusal";
    this.code = code;
    this.retryAfterS = retryAfterMs === null ? null : Math.max(1, Math.ceil(retryAfterMs / 1_000));
  }

  get status(): number {
    return refusals[this.code];
  }
}

const notWorthRepeating: ReadonlySet<RefusalCode> = new Set(["no_provider_key", "client_credits_spent"]);
const passesSoon: ReadonlySet<RefusalCode> = new Set(["draining", "overloaded"]);

/** Answers a refusal. `docsBase` is where this Docket's own guidance lives. */
export function sendRefusal(res: CallerResponse, refusal: Refusal, callId: string, docsBase: string): number {
  const body = JSON.stringify({
    error: {
      code: refusal.code,
      message: refusal.message,
      docs: `${docsBase}/guidance/docket/${refusal.code.replaceAll("_", "-")}`,
      call_id: callId,
    },
  });
  const retryAfterS = passesSoon.has(refusal.code) ? 2 : refusal.retryAfterS;
  const headers = ["content-type", "application/json", "content-length", String(Buffer.byteLength(body))];
  headers.push("x-docket-call-id", callId, "x-docket-error", refusal.code);
  // Vendors' SDKs repeat 429 and 5xx by themselves; what someone must change first is not worth repeating.
  if (notWorthRepeating.has(refusal.code)) headers.push("x-should-retry", "false");
  if (retryAfterS !== null) headers.push("retry-after", String(retryAfterS));
  res.writeHead(refusal.status, STATUS_CODES[refusal.status] ?? "", headers);
  res.end(body);
  return Buffer.byteLength(body);
}
