import type { IncomingHttpHeaders } from "node:http";
import type { Env, Log } from "#server/platform/index.ts";
import type { CallRow } from "../store.ts";
import { readTraceparent, traceOfCall, traceparentOf } from "./trace-context.ts";

/** A call's part in its trace. */
export interface CallTrace {
  /** What the vendor is told; null = what the caller said, as it said it. */
  traceparent: string | null;
  /** Whether the caller brought the trace. */
  continued: boolean;
  /** Ends the call's span, where one is recorded. */
  end(row: CallRow): void;
}

/** Puts calls into traces. */
export interface Tracing {
  begin(call: { id: string; startedAt: Date; method: string }, headers: IncomingHttpHeaders): CallTrace;
  /** Hands on what is recorded, and ends. */
  stop(): Promise<void>;
}

/** Passes traces on and makes them where there are none; nothing is recorded. */
export const passingTracing: Tracing = {
  begin({ id }, headers) {
    const continued = readTraceparent(headers) !== null;
    return { traceparent: continued ? null : traceparentOf(traceOfCall(id)), continued, end() {} };
  },
  stop: async () => {},
};

/** Tracing as the environment asks for it. The exporting library is loaded only where it is asked for. */
export async function openTracing(env: Env, log: Log): Promise<Tracing> {
  if (env.otlpEndpoint === null) return passingTracing;
  const { openExportingTracing } = await import("./exporting-tracing.ts");
  return openExportingTracing(env.otlpEndpoint, log);
}
