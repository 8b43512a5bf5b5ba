import type { SandboxProvider } from "../sandbox-provider.ts";
import type { SandboxWorld } from "../world.ts";
import { jobDataPointRoutes } from "./account/job-data-points.ts";
import { planLimitedRoutes } from "./account/plan-limit-routes.ts";
import { projectRoutes } from "./account/project-routes.ts";
import { usageMetricRoutes } from "./account/usage-metrics.ts";
import { admit, keyNotes } from "./admit.ts";
import { classifyRoutes } from "./classify/classify-routes.ts";
import { detailReply, serverErrorReply } from "./error-replies.ts";
import { agentRoutes } from "./extract-v1/agent-routes.ts";
import { extractionJobRoutes } from "./extract-v1/extraction-job-routes.ts";
import { extractV2Routes } from "./extract-v2/extract-routes.ts";
import { fileRoutes } from "./files/file-routes.ts";
import { parseV1Routes } from "./parse-v1/v1-parse-routes.ts";
import { parseV2Routes } from "./parse-v2/parse-routes.ts";
import { provokeAnywhere } from "./provoked.ts";
import { readJson } from "./read-json-body.ts";
import { routeGroups } from "./route-names.ts";
import { splitRoutes } from "./split/split-routes.ts";
import { llamaparseProvocations, makeState } from "./state.ts";
import { storageRoutes } from "./storage-routes.ts";

/** A stand-in for LlamaParse (api.cloud.llamaindex.ai), after its public documents as of 2026-11-20. */
export function makeLlamaparse(world: SandboxWorld): SandboxProvider {
  const state = makeState(world);
  return {
    id: "llamaparse",
    label: "LlamaParse",
    keyNotes,
    provocations: llamaparseProvocations,
    routeGroups,
    routes: [
      ...fileRoutes(state),
      ...parseV2Routes(state),
      ...parseV1Routes(state),
      ...extractV2Routes(state),
      ...agentRoutes(state),
      ...extractionJobRoutes(state),
      ...classifyRoutes(state),
      ...splitRoutes(state),
      ...projectRoutes(),
      ...planLimitedRoutes(state),
      ...jobDataPointRoutes(state),
      ...usageMetricRoutes(state),
      ...storageRoutes(state),
    ],
    admit: (exchange) => admit(state, exchange),
    async unknownRoute(exchange, found) {
      const hasBody = exchange.method === "POST" && exchange.headers["content-type"]?.includes("json");
      const provoked = provokeAnywhere(state, exchange, hasBody ? await readJson(exchange) : null);
      if (provoked !== null) return provoked;
      return found === "no-method" ? detailReply(405, "Method Not Allowed") : detailReply(404, "Not Found");
    },
    broken: () => serverErrorReply(500),
  };
}
