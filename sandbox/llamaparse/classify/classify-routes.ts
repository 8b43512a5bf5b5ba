import { type Route, route } from "../../http/exchange.ts";
import { jsonReply } from "../../http/reply.ts";
import { cancelJob } from "../end-job.ts";
import { listJobs } from "../list-jobs.ts";
import { loadPolled } from "../load-job.ts";
import { v2Status } from "../parse-v2/parse-body.ts";
import type { LlamaState } from "../state.ts";
import { classifierRoutes } from "./classifier-v1.ts";
import { classifyBody } from "./classify-body.ts";
import { createClassify } from "./create-classify.ts";

const kind = "classify-v2";

/** `/api/v2/classify` and the older `/api/v1/classifier`. */
export function classifyRoutes(state: LlamaState): Route[] {
  return [
    route("POST", "/api/v2/classify", (exchange) => createClassify(state, exchange)),
    route("GET", "/api/v2/classify", (exchange) =>
      listJobs(state, exchange, kind, v2Status, (view) => classifyBody(state, view)),
    ),
    route("GET", "/api/v2/classify/{id}", (exchange) =>
      jsonReply(200, classifyBody(state, loadPolled(state, exchange, kind))),
    ),
    route("POST", "/api/v2/classify/{id}/cancel", (exchange) =>
      jsonReply(200, classifyBody(state, cancelJob(state, exchange, kind))),
    ),
    ...classifierRoutes(state),
  ];
}
