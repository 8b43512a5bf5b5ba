const words: Record<string, string> = {
  ENOTFOUND: "its host name is not known",
  EAI_AGAIN: "its host name could not be looked up just now",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  UND_ERR_SOCKET: "the connection was cut",
  EHOSTUNREACH: "there is no route to its host",
  ENETUNREACH: "there is no route to its network",
  ETIMEDOUT: "the connection timed out",
  UND_ERR_CONNECT_TIMEOUT: "the connection timed out",
  UND_ERR_HEADERS_TIMEOUT: "no answer came in time",
  UND_ERR_BODY_TIMEOUT: "its answer stopped half-way",
  TimeoutError: "no answer came in time",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is not trusted",
};

/** Why no answer came, as half a sentence with the code in brackets; never the error's own message. */
export function transportWords(error: unknown): string {
  const code = transportCode(error);
  return `${words[code] ?? "the request did not get through"} (${code})`;
}

/** A DOMException's `code` is a number from another age; its name says more. */
function transportCode(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : error.name;
}
