import type { Exchange, Route } from "./http/exchange.ts";
import type { Reply } from "./http/reply.ts";
import type { Provocation } from "./provoke/provocation.ts";
import type { SandboxWorld } from "./world.ts";

export interface RouteGroup {
  name: string;
  routes: readonly string[];
}

/** One vendor's stand-in. A folder exports a function that makes one, and `providers.ts` lists it. */
export interface SandboxProvider {
  /** First path segment, e.g. `llamaparse`. */
  id: string;
  label: string;
  /** What a key looks like and what its text provokes, for the home page. */
  keyNotes: readonly string[];
  routes: readonly Route[];
  /** Names for routes that belong together, so that people need not read long lists; larger groups first. */
  routeGroups: readonly RouteGroup[];
  provocations: readonly Provocation[];
  /** Runs before the route (authentication, limits, provocations by header); an answer ends the exchange. */
  admit(exchange: Exchange): Reply | null | Promise<Reply | null>;
  /** Answers a path or method the vendor does not have. */
  unknownRoute(exchange: Exchange, found: "no-method" | "no-path"): Reply | Promise<Reply>;
  /** Answers when the stand-in itself broke. */
  broken(exchange: Exchange): Reply;
}

export type MakeProvider = (world: SandboxWorld) => SandboxProvider;
