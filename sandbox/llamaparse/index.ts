import type { SandboxProvider } from "../sandbox-provider.ts";
import type { SandboxWorld } from "../world.ts";
import { projectRoutes } from "./account/project-routes.ts";
import { admit, keyNotes } from "./admit.ts";
import { detailReply, serverErrorReply } from "./error-replies.ts";
import { fileRoutes } from "./files/file-routes.ts";
import { parseV2Routes } from "./parse-v2/parse-routes.ts";
import { provokeAnywhere } from "./provoked.ts";
import { readJson } from "./read-json-body.ts";
import { llamaparseProvocations, makeState } from "./state.ts";

/** A stand-in for LlamaParse (api.cloud.llamaindex.ai), after its public documents as of 2026-11-20. */
export function makeLlamaparse(world: SandboxWorld): SandboxProvider {
  const state = makeState(world);
  return {
    id: "llamaparse",
    label: "LlamaParse",
    keyNotes,
    provocations: llamaparseProvocations,
    routes: [...fileRoutes(state), ...parseV2Routes(state), ...projectRoutes()],
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
