import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Reply, TransportFault } from "./reply.ts";

/** One request to a vendor's stand-in, seen from below the provider prefix. */
export interface Exchange {
  method: string;
  /** Path below `/{provider}`, e.g. `/api/v2/parse`. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The body, not yet read. */
  request: IncomingMessage;
  /** `POST /api/v2/parse/{id}`: the route that answers; empty until one is found. */
  route: string;
  params: Record<string, string>;
  /** Set by whoever wants the answer to arrive broken. */
  fault: TransportFault | null;
}

export type Handler = (exchange: Exchange) => Reply | Promise<Reply>;

export interface Route {
  method: string;
  /** Path template; `{name}` stands for one segment. */
  path: string;
  handle: Handler;
  /** The name provocations know it by, when it is an older spelling of another route. */
  name?: string;
}

export function route(method: string, path: string, handle: Handler): Route {
  return { method, path, handle };
}

/** The name of a route as the catalogue of provocations writes it. */
export function routeName(found: Pick<Route, "method" | "path" | "name">): string {
  return found.name ?? `${found.method} ${found.path}`;
}
