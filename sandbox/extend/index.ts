import type { RouteGroup, SandboxProvider } from "../sandbox-provider.ts";
import type { SandboxWorld } from "../world.ts";
import { admit, keyNotes } from "./admit.ts";
import { fileRoutes } from "./file-routes.ts";
import { payloadRoutes } from "./payload-links.ts";
import { processorRoutes } from "./processor-routes.ts";
import { errorReply } from "./replies.ts";
import { createRoutes, readRoutes, runKinds } from "./run-kinds.ts";
import { runRoutes } from "./run-routes.ts";
import { extendProvocations, makeState } from "./state.ts";
import { webhookEndpointRoutes } from "./webhook-endpoints.ts";

/** Groups as the catalogue calls them. */
const routeGroups: readonly RouteGroup[] = [
  { name: "making a run of any kind", routes: createRoutes(runKinds) },
  { name: "reading a run", routes: readRoutes(runKinds) },
  {
    name: "parse, edit, form detection and the products of models",
    routes: createRoutes(["parse", "edit", "detect_form", "extract", "classify", "split"]),
  },
  { name: "extract, classify, split and workflow", routes: createRoutes(["extract", "classify", "split", "workflow"]) },
  { name: "parse, edit and form detection", routes: createRoutes(["parse", "edit", "detect_form"]) },
  { name: "extract, classify and split", routes: createRoutes(["extract", "classify", "split"]) },
  { name: "edit and form detection", routes: createRoutes(["edit", "detect_form"]) },
  { name: "parse", routes: createRoutes(["parse"]) },
  { name: "extract", routes: createRoutes(["extract"]) },
  { name: "edit", routes: createRoutes(["edit"]) },
  { name: "workflow", routes: createRoutes(["workflow"]) },
];

/** A stand-in for Extend (api.extend.ai), after its public documents and its SDK 1.17.0 as of 2026-11-20. */
export function makeExtend(world: SandboxWorld): SandboxProvider {
  const state = makeState(world);
  return {
    id: "extend",
    label: "Extend",
    keyNotes,
    provocations: extendProvocations,
    routeGroups,
    routes: [
      ...fileRoutes(state),
      ...runRoutes(state),
      ...payloadRoutes(state),
      ...processorRoutes(),
      ...webhookEndpointRoutes(state),
    ],
    admit: (exchange) => admit(state, exchange),
    unknownRoute: () => errorReply(404, "NOT_FOUND", "The requested resource does not exist", false),
    broken: () => errorReply(500, "INTERNAL_ERROR", "An unexpected server error occurred", true),
  };
}
