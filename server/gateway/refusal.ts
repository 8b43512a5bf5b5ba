import type { ServerResponse } from "node:http";

/** Everything the gateway itself refuses, with the status it answers. A closed list; entries `docket/…` explain each. */
export const refusals = {
  unknown_client_token: 401,
  client_disabled: 403,
  provider_not_allowed: 403,
  unknown_provider: 404,
  unknown_region: 404,
  bad_path: 400,
  no_provider_key: 503,
  body_too_large: 413,
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

  constructor(code: RefusalCode, publicMessage: string) {
    super(publicMessage);
    this.name = "Refusal";
    this.code = code;
  }

  get status(): number {
    return refusals[this.code];
  }
}

/** Answers a refusal. `docsBase` is where this Docket's own guidance lives. */
export function sendRefusal(res: ServerResponse, refusal: Refusal, callId: string, docsBase: string): number {
  const body = JSON.stringify({
    error: {
      code: refusal.code,
      message: refusal.message,
      docs: `${docsBase}/guidance/docket/${refusal.code.replaceAll("_", "-")}`,
      call_id: callId,
    },
  });
  res.writeHead(refusal.status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "x-docket-call-id": callId,
    "x-docket-error": refusal.code,
    // Vendors' SDKs repeat 5xx by themselves; what an operator must mend first is not worth repeating.
    ...(refusal.code === "no_provider_key" ? { "x-should-retry": "false" } : {}),
    ...(refusal.code === "draining" || refusal.code === "overloaded" ? { "retry-after": "2" } : {}),
  });
  res.end(body);
  return Buffer.byteLength(body);
}
