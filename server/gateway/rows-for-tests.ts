import { v7 as uuidv7 } from "uuid";
import type { TestWorld } from "#server/testing/index.ts";
import type { CallRecord } from "./recorder.ts";
import type { CallRow, IntentRow } from "./store.ts";

/** A call's intent as the gateway would write it. */
export function intentRow(world: TestWorld, change: Partial<IntentRow> = {}): IntentRow {
  return {
    id: uuidv7(),
    startedAt: world.ctx.clock.now(),
    instanceId: world.ctx.instanceId,
    provider: "llamaparse",
    region: "eu",
    clientId: null,
    providerKeyId: null,
    method: "GET",
    path: "/api/v2/parse/pjb-1",
    operation: "parse.get",
    product: "parse",
    ...change,
  };
}

/** An ended call as the gateway would write it, with a body and perhaps a failure. */
export function callRecord(world: TestWorld, change: Partial<CallRow> = {}, failed = false): CallRecord {
  const call: CallRow = {
    ...intentRow(world),
    endedAt: world.ctx.clock.now(),
    query: null,
    outcome: "answered",
    status: failed ? 500 : 200,
    errorCode: null,
    latencyMs: 12.5,
    upstreamMs: 10,
    gatewayMs: 0.4,
    bytesUp: 0,
    bytesDown: 2,
    requestType: null,
    responseType: "application/json",
    userAgent: null,
    fileName: null,
    vendorRequestId: null,
    vendorJobId: null,
    jobId: null,
    failureId: null,
    attempts: 1,
    attemptLog: null,
    ...change,
  };
  const body = {
    callId: call.id,
    at: call.endedAt,
    part: "response" as const,
    contentType: null,
    body: "{}",
    truncated: false,
  };
  return { call, bodies: [body], failure: failed ? failureOf(call) : null, news: null };
}

function failureOf(call: CallRow): CallRecord["failure"] {
  return {
    id: uuidv7(),
    at: call.endedAt,
    provider: "llamaparse",
    region: call.region,
    product: call.product,
    clientId: call.clientId,
    surface: "http",
    callId: call.id,
    jobId: null,
    operation: call.operation,
    status: call.status,
    code: null,
    message: "Internal Server Error",
    match: "none",
    entryId: null,
    family: "unclassified",
    rule: "unmatched",
    evidence: {},
    requestId: null,
    billed: "unknown",
  };
}
