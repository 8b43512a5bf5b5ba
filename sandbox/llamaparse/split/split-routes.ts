import { type Route, route } from "../../http/exchange.ts";
import { jsonReply } from "../../http/reply.ts";
import { cancelJob, deleteJob } from "../end-job.ts";
import { listJobs } from "../list-jobs.ts";
import { loadPolled } from "../load-job.ts";
import type { LlamaState } from "../state.ts";
import { createBetaSplit, createSplit } from "./create-split.ts";
import { betaSplitBody, splitBody, splitStatus } from "./split-body.ts";

/** A cancellation takes effect a moment later: the answer may still show the job at work, as documented. */
const cancelDelayMs = 400;

/** `/api/v1/split/jobs` and its beta, whose jobs are of a kind of their own. */
export function splitRoutes(state: LlamaState): Route[] {
  return [
    route("POST", "/api/v1/split/jobs", (exchange) => createSplit(state, exchange)),
    route("GET", "/api/v1/split/jobs", (exchange) => listJobs(state, exchange, "split", splitStatus, splitBody)),
    route("GET", "/api/v1/split/jobs/{id}", (exchange) =>
      jsonReply(200, splitBody(loadPolled(state, exchange, "split"))),
    ),
    route("POST", "/api/v1/split/jobs/{id}/cancel", (exchange) =>
      jsonReply(200, splitBody(cancelJob(state, exchange, "split", cancelDelayMs))),
    ),
    route("DELETE", "/api/v1/split/jobs/{id}", (exchange) => {
      deleteJob(state, exchange, "split");
      return jsonReply(200, null);
    }),
    route("POST", "/api/v1/beta/split/jobs", (exchange) => createBetaSplit(state, exchange)),
    route("GET", "/api/v1/beta/split/jobs", (exchange) =>
      listJobs(state, exchange, "split-beta", splitStatus, betaSplitBody),
    ),
    route("GET", "/api/v1/beta/split/jobs/{id}", (exchange) =>
      jsonReply(200, betaSplitBody(loadPolled(state, exchange, "split-beta"))),
    ),
  ];
}
