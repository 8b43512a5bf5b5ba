import { jsonReply } from "../http/reply.ts";
import type { Provocation } from "../provoke/provocation.ts";
import { transportProvocations } from "../provoke/transport-provocations.ts";
import type { RouteGroup, SandboxProvider } from "../sandbox-provider.ts";
import { makeStandIn } from "../stand-in/stand-in.ts";
import type { SandboxWorld } from "../world.ts";
import { admit, keyNotes } from "./admit.ts";
import { jobRoutes } from "./job-routes.ts";
import { errorReply } from "./replies.ts";
import { jobFailures, requestProvocations } from "./request-errors.ts";
import { buildRoutes, extractCreates, extractRoutes, jobCreates, jobReads, parseRoutes } from "./route-names.ts";
import { syncRoutes } from "./sync-routes.ts";

/** Everything this vendor can be asked for. */
export const landingaiProvocations: readonly Provocation[] = [
  ...requestProvocations,
  ...jobFailures,
  ...transportProvocations,
];

const routeGroups: readonly RouteGroup[] = [
  { name: "extracting at once or as a job", routes: [...extractRoutes, ...extractCreates] },
  { name: "making a job", routes: jobCreates },
  { name: "reading a job", routes: jobReads },
  { name: "extracting at once", routes: extractRoutes },
  { name: "parsing at once", routes: parseRoutes },
  { name: "building a schema", routes: buildRoutes },
];

/** A stand-in for LandingAI ADE (both APIs under one address), after its documents and SDK 2.13.1 as of 2026-11-20. */
export function makeLandingai(world: SandboxWorld): SandboxProvider {
  const state = makeStandIn(world, landingaiProvocations);
  return {
    id: "landingai",
    label: "LandingAI ADE",
    keyNotes,
    provocations: landingaiProvocations,
    routeGroups,
    routes: [...syncRoutes(state), ...jobRoutes(state)],
    admit: (exchange) => admit(state, exchange),
    unknownRoute: (_exchange, found) =>
      jsonReply(found === "no-method" ? 405 : 404, {
        detail: found === "no-method" ? "Method Not Allowed" : "Not Found",
      }),
    broken: (exchange) => errorReply(exchange.route, 500, "Server error during processing."),
  };
}
