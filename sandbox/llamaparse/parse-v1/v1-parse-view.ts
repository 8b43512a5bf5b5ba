import type { Exchange } from "../../http/exchange.ts";
import { refuse } from "../error-replies.ts";
import { keptMs } from "../file-record.ts";
import { failPoll } from "../load-job.ts";
import { provokeRead } from "../provoked.ts";
import type { LlamaState } from "../state.ts";
import { readV1ParseId, type V1ParseRecord } from "./v1-parse-record.ts";

/** v1's status words. It has no RUNNING. */
export type V1Status = "PENDING" | "SUCCESS" | "ERROR" | "PARTIAL_SUCCESS" | "CANCELLED";

const endStatuses: Record<V1ParseRecord["end"], V1Status> = {
  succeeded: "SUCCESS",
  partial: "PARTIAL_SUCCESS",
  cancelled: "CANCELLED",
  failed: "ERROR",
  stuck: "PENDING",
};

/** A v1 parse job as it stands now. */
export interface V1ParseView {
  id: string;
  record: V1ParseRecord;
  status: V1Status;
  endsAt: number;
}

const vanishAfterMs = 2000;

export function viewV1Parse(state: LlamaState, id: string, record: V1ParseRecord): V1ParseView {
  const stuck = record.end === "stuck" && record.failure === null;
  const endsAt = stuck ? Number.POSITIVE_INFINITY : record.createdAt + (record.queueTenths + record.runTenths) * 100;
  const ended = state.world.clock.now() >= endsAt;
  const end = record.failure === null ? record.end : "failed";
  return { id, record, endsAt, status: ended ? endStatuses[end] : "PENDING" };
}

/** The job a request names, or the documented 404. */
export function loadV1Parse(state: LlamaState, exchange: Exchange): V1ParseView {
  const id = exchange.params.id ?? "";
  const record = readV1ParseId(id);
  if (record === null) return refuse("Parse Errors", "Parse job not found");
  provokeRead(state, exchange, state.v1Tokens.get(id) ?? "");
  const age = state.world.clock.now() - record.createdAt;
  const vanished = record.pollFault === "vanish" && age >= vanishAfterMs;
  if (vanished || age > keptMs) return refuse("Parse Errors", "Parse job not found");
  return viewV1Parse(state, id, record);
}

/** The same for a poll, whose first answers may be made to fail. */
export function loadPolledV1Parse(state: LlamaState, exchange: Exchange): V1ParseView {
  const view = loadV1Parse(state, exchange);
  failPoll(state, view.id, typeof view.record.pollFault === "number" ? view.record.pollFault : null);
  return view;
}
