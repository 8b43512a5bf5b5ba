import type { Exchange, TimelineRow } from "#lib/contracts/jobs.ts";

/** A poll kept on the timeline, as "Request and response" shows it. */
export function pollExchange(row: TimelineRow): Exchange {
  const { detail } = row;
  return {
    label: row.changed ? "Deciding poll" : "Last poll",
    callId: null,
    at: row.at,
    method: String(detail.method ?? "GET"),
    path: String(detail.path ?? ""),
    status: row.httpStatus,
    latencyMs: typeof detail.latencyMs === "number" ? detail.latencyMs : null,
    gatewayMs: null,
    bytesUp: null,
    bytesDown: null,
    attempts: null,
    request: null,
    response: {
      contentType: typeof detail.contentType === "string" ? detail.contentType : null,
      body: String(detail.body),
      truncated: detail.truncated === true,
    },
  };
}
