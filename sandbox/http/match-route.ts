import type { Route } from "./exchange.ts";

/** `no-path` = nothing lives there; `no-method` = something does, under another method. */
export type RouteSearch =
  | { found: "route"; route: Route; params: Record<string, string> }
  | { found: "no-method" }
  | { found: "no-path" };

/** Finds the route for a request. Literal segments win over `{name}`, whatever the order of the list. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteSearch {
  const segments = path.split("/");
  let best: { route: Route; params: Record<string, string>; literals: number } | null = null;
  let pathKnown = false;
  for (const route of routes) {
    const params = matchPath(route.path.split("/"), segments);
    if (params === null) continue;
    pathKnown = true;
    const literals = segments.length - Object.keys(params).length;
    if (route.method === method && (best === null || literals > best.literals)) best = { route, params, literals };
  }
  if (best !== null) return { found: "route", route: best.route, params: best.params };
  return { found: pathKnown ? "no-method" : "no-path" };
}

function matchPath(template: string[], segments: string[]): Record<string, string> | null {
  if (template.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? "";
    if (part.startsWith("{")) {
      if (segment === "") return null;
      params[part.slice(1, -1)] = decodeSegment(segment);
    } else if (part !== segment) return null;
  }
  return params;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
