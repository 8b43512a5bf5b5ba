import type { IncomingHttpHeaders } from "node:http";

/** Where a call stands in a trace (W3C Trace Context): ids in lower-case hex. */
export interface TraceContext {
  traceId: string;
  /** The span the vendor's side is a child of. */
  spanId: string;
  sampled: boolean;
}

const version0 = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
/** Of a later version only these parts are read, as the specification asks for. */
const laterVersion = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;

/** Reads a caller's `traceparent`; null where there is none that holds. */
export function readTraceparent(headers: IncomingHttpHeaders): TraceContext | null {
  const header = headers.traceparent;
  if (typeof header !== "string") return null;
  const found = header.startsWith("00-") ? version0.exec(header) : laterVersion.exec(header);
  const [, traceId = "", spanId = "", flags = ""] = found ?? [];
  if (!found || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The trace of a call whose caller brings none: named after the call, so that either id leads to the other. */
export function traceOfCall(callId: string): TraceContext {
  const traceId =
    callId.slice(0, 8) + callId.slice(9, 13) + callId.slice(14, 18) + callId.slice(19, 23) + callId.slice(24);
  return { traceId, spanId: traceId.slice(16), sampled: false };
}

/** As it stands in the `traceparent` header. */
export function traceparentOf({ traceId, spanId, sampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;
}

/**
 * Whether a header of the caller's, named in lower case, gives way to the call's own `traceparent`; `tracestate` goes on
 * only with the trace it is of.
 */
export function isReplacedByTrace(
  name: string,
  { traceparent, continued }: { traceparent: string | null; continued: boolean },
): boolean {
  if (traceparent === null) return false;
  return name === "traceparent" || (name === "tracestate" && !continued);
}
