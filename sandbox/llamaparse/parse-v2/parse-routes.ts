import { type Route, route } from "../../http/exchange.ts";
import { jsonReply } from "../../http/reply.ts";
import { cancelJob, deleteJob } from "../end-job.ts";
import { listJobs } from "../list-jobs.ts";
import { latestVersions, parseVersions } from "../parse-versions.ts";
import type { LlamaState } from "../state.ts";
import { createParse, uploadParse } from "./create-parse.ts";
import { getParse } from "./get-parse.ts";
import { parseJobBody, v2Status } from "./parse-body.ts";

/** `/api/v2/parse`. */
export function parseV2Routes(state: LlamaState): Route[] {
  return [
    route("POST", "/api/v2/parse", (exchange) => createParse(state, exchange)),
    route("POST", "/api/v2/parse/upload", (exchange) => uploadParse(state, exchange)),
    route("GET", "/api/v2/parse", (exchange) =>
      listJobs(state, exchange, "parse-v2", v2Status, (view) => parseJobBody(view)),
    ),
    route("GET", "/api/v2/parse/versions", () => jsonReply(200, { ...parseVersions, latest: latestVersions })),
    route("GET", "/api/v2/parse/{id}", (exchange) => getParse(state, exchange)),
    route("POST", "/api/v2/parse/{id}/cancel", (exchange) =>
      jsonReply(200, parseJobBody(cancelJob(state, exchange, "parse-v2"))),
    ),
    route("DELETE", "/api/v2/parse/{id}", (exchange) => {
      const { id, record } = deleteJob(state, exchange, "parse-v2");
      return jsonReply(200, { id, project_id: record.projectId });
    }),
  ];
}
