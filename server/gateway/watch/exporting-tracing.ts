import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Log } from "#server/platform/index.ts";
import { readTraceparent, traceparentOf } from "./trace-context.ts";
import type { Tracing } from "./tracing.ts";

/** Longest one export may take, and spans kept while exports fail; beyond that spans are dropped, never calls. */
const exportTimeoutMs = 10_000;
const mostKept = 4_096;
/** Longest a drain waits for the last export, in milliseconds. */
const stopWaitMs = 3_000;

/**
 * Records one span a call and exports them by OTLP over HTTP, in batches. The library itself reads
 * `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_RESOURCE_ATTRIBUTES`.
 */
export function openExportingTracing(endpoint: string, log: Log): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, "")}/v1/traces`,
    timeoutMillis: exportTimeoutMs,
  });
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ "service.name": "docket" })),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, maxQueueSize: mostKept, exportTimeoutMillis: exportTimeoutMs }),
    ],
  });
  const tracer = provider.getTracer("docket.gateway");
  return {
    begin({ id, startedAt, method }, headers) {
      const given = readTraceparent(headers);
      const parent = given && {
        traceId: given.traceId,
        spanId: given.spanId,
        traceFlags: given.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
        isRemote: true,
      };
      const around = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
      const span = tracer.startSpan(
        `gateway ${method}`,
        { kind: SpanKind.SERVER, startTime: startedAt, attributes: { "docket.call_id": id } },
        around,
      );
      const { traceId, spanId, traceFlags } = span.spanContext();
      return {
        traceparent: traceparentOf({ traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 }),
        continued: given !== null,
        end(row) {
          span.updateName(`${row.method} ${row.operation ?? "unknown operation"}`);
          span.setAttributes({
            "http.request.method": row.method,
            "docket.provider": row.provider,
            "docket.region": row.region,
            "docket.outcome": row.outcome,
            "docket.attempts": row.attempts,
            ...(row.clientId ? { "docket.client_id": row.clientId } : {}),
            ...(row.jobId ? { "docket.job_id": row.jobId } : {}),
            ...(row.status === null ? {} : { "http.response.status_code": row.status }),
            ...(row.errorCode ? { "error.type": row.errorCode } : {}),
          });
          if ((row.status ?? 500) >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end(row.endedAt);
        },
      };
    },
    async stop() {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise((_, reject) => {
        timer = setTimeout(reject, stopWaitMs, new Error("the collector took too long"));
      });
      await Promise.race([provider.shutdown(), patience]).catch((error) =>
        log.warn({ err: error }, "the last spans were not exported"),
      );
      clearTimeout(timer);
    },
  };
}
