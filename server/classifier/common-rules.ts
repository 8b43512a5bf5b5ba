import type { FailureRule } from "#server/providers/index.ts";
import { compileRules } from "./compile-knowledge.ts";

/** Docket's own refusals (`x-docket-error`, body `error.code`); each has an entry of the same name. */
export const refusalCodes = [
  "unknown_client_token",
  "client_disabled",
  "provider_not_allowed",
  "unknown_provider",
  "unknown_region",
  "no_provider_key",
  "body_too_large",
  "bad_path",
  "bad_retry_header",
  "client_rate_limit",
  "client_concurrency",
  "client_credits_spent",
  "vendor_limit",
  "target_busy",
  "circuit_open",
  "overloaded",
  "draining",
  "upstream_unreachable",
  "upstream_reset",
  "upstream_timeout",
] as const;

const networkEntries: Record<string, readonly string[]> = {
  "connection-refused": ["ECONNREFUSED"],
  "dns-failure": ["ENOTFOUND", "EAI_AGAIN"],
  "tls-failure": [
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "EPROTO",
  ],
  "connect-timeout": ["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"],
  "upstream-timeout": ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"],
  "upstream-reset": ["ECONNRESET", "ECONNABORTED", "EPIPE", "UND_ERR_SOCKET", "ERR_STREAM_PREMATURE_CLOSE"],
  "upstream-unreachable": ["EHOSTUNREACH", "ENETUNREACH"],
  "connection-failed": ["connection_failed"],
  "caller-went-away": ["client_gone"],
  interrupted: ["interrupted"],
  "job-lost": ["job_lost"],
};

const rules: FailureRule[] = [
  ...refusalCodes.map((code) => ({
    name: `docket:${code}`,
    entry: `docket/${code.replaceAll("_", "-")}`,
    code,
  })),
  ...Object.entries(networkEntries).flatMap(([entry, codes]) =>
    codes.map((code) => ({ name: `network:${code}`, entry: `docket/${entry}`, code })),
  ),
  // `lost` is Docket's own job state: the vendor answered that it does not know the job.
  { name: "job-status:lost", entry: "docket/job-lost", surfaces: ["job"], jobStatus: ["lost"] },
];

/** Rules that hold whoever the vendor is: no answer at all, a refusal of Docket's own, a job that vanished. */
export const commonRules = compileRules(rules);
