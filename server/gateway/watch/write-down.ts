import type { CallInProgress } from "../call-record.ts";
import type { Desk } from "../carry-out.ts";
import type { CallRecord } from "../recorder.ts";

/** Ends a call for everyone who watches: metrics, trace, log, and the record, where there is room for it. */
export function writeDown({ metrics, ctx, recorder }: Desk, call: CallInProgress, record: CallRecord): void {
  const { id, provider, region, clientId, operation, outcome, status, latencyMs, attempts, jobId } = record.call;
  metrics.ended(record.call);
  call.trace.end(record.call);
  ctx.log.debug(
    { callId: id, provider, region, clientId, operation, outcome, status, latencyMs, attempts, jobId },
    "call ended",
  );
  // What is refused for want of room must not ask for more of it.
  if (outcome !== "refused" || !recorder.full) recorder.record(record);
}
