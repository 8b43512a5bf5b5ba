/**
 * Ways in which an exchange fails without an answer, as Node, undici, curl, Python and the vendors' SDKs print them.
 * Node's and undici's codes stand as they are; other wordings are given the code they mean.
 */
const networkCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPROTO",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_SOCKET",
  "ERR_STREAM_PREMATURE_CLOSE",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);

/** Docket's own words for a call or a job that ended so; told apart from prose by standing alone. */
const ownWords = new Set([
  "client_gone",
  "interrupted",
  "job_lost",
  "unknown_client_token",
  "client_disabled",
  "provider_not_allowed",
  "unknown_provider",
  "unknown_region",
  "no_provider_key",
  "body_too_large",
  "bad_path",
  "upstream_unreachable",
  "upstream_reset",
  "upstream_timeout",
]);

const token =
  /\b(?:E[A-Z]{3,15}(?:_AGAIN)?|UND_ERR_[A-Z_]{3,30}|[A-Z]{1,20}_[A-Z_]{0,20}CERT[A-Z_]{0,30}|CERT_[A-Z_]{3,30}|ERR_(?:TLS|SSL|STREAM)_[A-Z_]{3,40}|UNABLE_TO_[A-Z_]{3,40})\b/g;

const wordings: readonly (readonly [RegExp, string])[] = [
  [
    /CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|SSL certificate problem|\bcurl: \((?:35|51|60)\)/,
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  ],
  [
    /\bcurl: \(6\)|Could not resolve host|Name or service not known|nodename nor servname|getaddrinfo failed|NameResolutionError|Temporary failure in name resolution/i,
    "ENOTFOUND",
  ],
  [/\bcurl: \(7\)|\[Errno (?:61|111)\]|Connection refused/i, "ECONNREFUSED"],
  [/\bhttpx?(?:core)?\.ConnectTimeout\b|ConnectTimeoutError|Connection timed out/, "UND_ERR_CONNECT_TIMEOUT"],
  [
    /\bcurl: \(28\)|\bhttpx?(?:core)?\.(?:ReadTimeout|WriteTimeout|PoolTimeout)\b|ReadTimeoutError|Read timed out|APIConnectionTimeoutError|APITimeoutError|^(?:Error: )?Request timed out\.$/m,
    "UND_ERR_HEADERS_TIMEOUT",
  ],
  [
    /\bcurl: \((?:52|55|56)\)|\[Errno (?:54|104)\]|Connection reset by peer|socket hang up|Server disconnected without sending a response|RemoteDisconnected|Remote end closed connection|other side closed|incomplete chunked read|peer closed connection/,
    "ECONNRESET",
  ],
  [/\bAPIUserAbortError\b|Request was aborted\./, "client_gone"],
  [
    /^(?:(?:\w+\.)*(?:TypeError|APIConnectionError|Error): )?(?:fetch failed|Connection error\.)$/m,
    "connection_failed",
  ],
];

/** The network failure a text speaks of, as a code; null when it speaks of none. */
export function networkCodeIn(text: string): string | null {
  const whole = text.length < 40 ? text.trim() : "";
  if (ownWords.has(whole)) return whole;
  for (const match of text.matchAll(token)) if (networkCodes.has(match[0])) return match[0];
  return wordings.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
