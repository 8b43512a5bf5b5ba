import type { Exchange } from "../http/exchange.ts";
import type { JobKind } from "./job-record.ts";
import { type JobView, viewJob } from "./job-view.ts";
import { recordOf } from "./load-job.ts";
import { requestProject } from "./project.ts";
import type { LlamaState } from "./state.ts";

function keyOf(exchange: Exchange, kind: JobKind, transactionId: string): string {
  return `${requestProject(exchange)} ${kind} ${transactionId}`;
}

/** The job an earlier request with the same `transaction_id` created. Forgotten with a restart. */
export function knownTransaction(
  state: LlamaState,
  exchange: Exchange,
  kind: JobKind,
  transactionId: string | null | undefined,
): JobView | null {
  if (!transactionId) return null;
  const id = state.transactions.get(keyOf(exchange, kind, transactionId));
  const record = id === undefined ? null : recordOf(state, kind, id);
  return id === undefined || record === null ? null : viewJob(state, id, record);
}

export function noteTransaction(
  state: LlamaState,
  exchange: Exchange,
  view: JobView,
  transactionId: string | null | undefined,
): void {
  if (transactionId) state.transactions.set(keyOf(exchange, view.record.kind, transactionId), view.id);
}
