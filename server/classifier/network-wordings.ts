/** Node's and undici's codes for an exchange that failed without an answer; they stand as they are. */
export const networkCodes: ReadonlySet<string> = new Set([
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
export const ownWords: ReadonlySet<string> = new Set([
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

interface Wording {
  /** The code that means the same. */
  code: string;
  pattern: RegExp;
  /** Goes before the codes a text shows: axios calls its own time limit ECONNABORTED. */
  early?: true;
}

/** What tools, languages, browsers, phones and the vendors' clients print instead of a code; the first one counts. */
export const networkWordings: readonly Wording[] = [
  {
    code: "UND_ERR_HEADERS_TIMEOUT",
    early: true,
    pattern: /\btimeout of \d{1,9}ms exceeded\b|\bupstream timed out\b/,
  },
  {
    code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    pattern:
      /CERTIFICATE_VERIFY_FAILED|\bSSLError\b|\bSSLCertVerificationError\b|\bSSLEOFError\b|\bSSLZeroReturnError\b|SSL certificate problem|SSL_ERROR_SYSCALL|\bx509: |SSLHandshakeException|PKIX path|The SSL connection could not be established|\b(?:curl: \(|cURL error )(?:35|51|60)\b|\bERR_(?:CERT|SSL)_[A-Z]|unable to get local issuer certificate|NSURLErrorDomain Code=-120\d|invalid peer certificate/,
  },
  {
    code: "ENOTFOUND",
    pattern:
      /\b(?:curl: \(|cURL error )6\b|Could not resolve host|Name or service not known|nodename nor servname|getaddrinfo failed|NameResolutionError|Temporary failure in name resolution|\bno such host\b|No such host is known|UnknownHostException|ERR_NAME_NOT_RESOLVED|Unable to resolve host|:nxdomain\b|NSURLErrorDomain Code=-1003|name could not be resolved/i,
  },
  {
    code: "ECONNREFUSED",
    pattern:
      /\b(?:curl: \(|cURL error )7\b|\[Errno (?:61|111)\]|Connection refused|actively refused it|ERR_CONNECTION_REFUSED|:econnrefused\b|NSURLErrorDomain Code=-1004/i,
  },
  {
    code: "UND_ERR_CONNECT_TIMEOUT",
    pattern:
      /\b(?:curl: \(28\)|cURL error 28:) (?:Failed to connect|Connection tim)|\bhttpx?(?:core)?\.(?:ConnectTimeout|PoolTimeout)\b|ConnectTimeoutError|\(connect timeout=|\b[Cc]onnect timed out\b|Connection timed out|\bdial tcp [^\n]{0,200}i\/o timeout|TLS handshake timeout|ERR_CONNECTION_TIMED_OUT|Net::OpenTimeout|ConnectTimeoutException|connected party did not properly respond/,
  },
  {
    code: "UND_ERR_HEADERS_TIMEOUT",
    pattern:
      /\b(?:curl: \(|cURL error )28\b|\bhttpx?(?:core)?\.(?:ReadTimeout|WriteTimeout)\b|ReadTimeoutError|Read timed out|[Rr]ead operation timed out|Net::ReadTimeout|ReadTimeoutException|SocketTimeoutException|APIConnectionTimeoutError|APITimeoutError|Client\.Timeout exceeded|: context deadline exceeded\b|HttpClient\.Timeout of|The operation was aborted due to timeout|error sending request for url [^\n]{0,300}operation timed out|NSURLErrorDomain Code=-1001|^(?:Error: )?Request timed out\.$/m,
  },
  {
    code: "ECONNRESET",
    pattern:
      /\b(?:curl: \(|cURL error )(?:18|52|55|56|92)\b|\[Errno (?:32|54|104)\]|[Cc]onnection reset(?: by peer)?\b|socket hang up|Server disconnected\b|ServerDisconnectedError|RemoteDisconnected|Remote end closed connection|other side closed|incomplete chunked read|peer closed connection|BrokenPipeError|Premature close|'Connection aborted\.'|\bhttpx?(?:core)?\.(?:ReadError|WriteError|CloseError)\b|ERR_(?:CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE|HTTP2_PROTOCOL_ERROR|INCOMPLETE_CHUNKED_ENCODING)\b|NoHttpResponseException|prematurely BEFORE response|connection closed before message completed|NSURLErrorDomain Code=-1005/,
  },
  {
    code: "client_gone",
    pattern: /\bAPIUserAbortError\b|Request was aborted\.|\bAbortError\b|This operation was aborted/,
  },
  {
    code: "connection_failed",
    pattern:
      /^(?:(?:\w+\.)*(?:TypeError|APIConnectionError|AxiosError|Error): )?(?:fetch failed|Failed to fetch|Network Error|Connection error\.|NetworkError when attempting to fetch resource\.)$|All connection attempts failed|\bCannot connect to host \S{1,200}/m,
  },
];
