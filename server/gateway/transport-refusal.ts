import { Refusal } from "./refusal.ts";

const timeouts = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"]);
/** The last two, and every `HPE_…`: what came was no HTTP, or without end. */
const resets = new Set([
  "ECONNRESET",
  "EPIPE",
  "UND_ERR_SOCKET",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
  "UND_ERR_HEADERS_OVERFLOW",
  "HTTPParserError",
]);

/** The transport's own code of a failed exchange, e.g. `ECONNREFUSED`; the error's name when it has none. */
export function transportCode(error: Error): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" ? code : error.name;
}

/** Whether an exchange was cut off because Docket itself ends. */
export function wasCutOff(error: Error): boolean {
  return transportCode(error) === "UND_ERR_DESTROYED";
}

/** What the caller is told when no answer came from the vendor. Hosts are not named. */
export function transportRefusal(error: Error): Refusal {
  const code = transportCode(error);
  if (wasCutOff(error)) return new Refusal("draining", "This Docket shut down before the vendor answered.");
  if (timeouts.has(code)) return new Refusal("upstream_timeout", `The vendor did not answer in time (${code}).`);
  if (resets.has(code) || code.startsWith("HPE_"))
    return new Refusal("upstream_reset", `The vendor's answer did not come, or broke off (${code}).`);
  return new Refusal("upstream_unreachable", `The vendor could not be reached (${code}).`);
}
