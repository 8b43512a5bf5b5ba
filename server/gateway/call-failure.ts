import { type FailureRow, failureOf } from "#server/jobs/index.ts";
import { textOf } from "./answer-site.ts";
import type { CallEnd, CallInProgress } from "./call-record.ts";
import type { CallerRequest } from "./caller.ts";
import type { AnswerHead } from "./exchange.ts";

type Ended = Omit<CallEnd, "heard">;

/** The failure an ended call is: an answer of 400 and above, or none. Null for a call that ended well. */
export function failureOfCall(call: CallInProgress, req: CallerRequest, end: Ended, at: Date): FailureRow | null {
  if (end.outcome === "upstream_failed") return failureOfTransport(call, req, end, at);
  const isError = end.outcome === "answered" && (end.status ?? 0) >= 400;
  return isError ? failureOfAnswer(call, req, end, at) : null;
}

/**
 * What a job inside a call lost though the call itself did not fail: its answer never came whole, came in part (206), or
 * holds an error among its events. Null where the answer's body says it better.
 */
export function lossOfCall(call: CallInProgress, req: CallerRequest, end: Ended, at: Date): FailureRow | null {
  const { provider, region } = call.route;
  if (end.outcome !== "answered" && !end.complete) {
    const error = { provider, region, surface: "client" as const, endpoint: endpointOf(call, req) };
    return failureOf(siteOf(call, at), { ...error, text: end.outcome });
  }
  const saysSoItself = end.status === 200 && /\bjson\b/i.test(String(end.answer?.headers["content-type"]));
  return saysSoItself ? null : failureOfAnswer(call, req, end, at);
}

function siteOf(call: CallInProgress, at: Date) {
  return {
    at,
    provider: call.route.provider,
    region: call.route.region,
    product: call.match?.operation.product ?? null,
    clientId: call.clientId,
    callId: call.id,
    jobId: null,
    operation: call.match?.operation.name ?? null,
  };
}

function endpointOf(call: CallInProgress, req: CallerRequest): string {
  return `${req.method} ${call.route.path}`;
}

function failureOfTransport(call: CallInProgress, req: CallerRequest, end: Ended, at: Date): FailureRow {
  const { provider, region } = call.route;
  const error = { provider, region, surface: "client" as const, endpoint: endpointOf(call, req) };
  const failure = failureOf(siteOf(call, at), { ...error, text: end.errorCode ?? "upstream_failed" });
  if (failure.match !== "none" || !end.refusalCode) return failure;
  // A transport code nobody described: what the caller was told stands for it.
  const told = failureOf(siteOf(call, at), { ...error, headers: { "x-docket-error": end.refusalCode } });
  return { ...told, evidence: { ...told.evidence, transport: end.errorCode } };
}

function failureOfAnswer(call: CallInProgress, req: CallerRequest, end: Ended, at: Date): FailureRow {
  return failureOf(siteOf(call, at), {
    provider: call.route.provider,
    region: call.route.region,
    surface: "http",
    endpoint: endpointOf(call, req),
    status: end.status ?? undefined,
    headers: plainHeaders(call, end.answer),
    body: textOf(call, end.answer, end.capture) ?? "",
  });
}

function plainHeaders(call: CallInProgress, answer: AnswerHead | null): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer?.headers ?? {})) {
    if (value !== undefined) plain[name] = call.hide(Array.isArray(value) ? value.join(", ") : value);
  }
  return plain;
}
