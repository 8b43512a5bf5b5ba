import type { Route } from "./exchange.ts";

/** `no-path` = nothing lives there; `no-method` = something does, under another method. */
export type RouteSearch =
  | { found: "route"; route: Route; params: Record<string, string> }
  | { found: "no-method" }
  | { found: "no-path" };

/** Routes with their templates cut into segments, grouped by how many there are. */
export type RouteTable = ReadonlyMap<number, readonly { route: Route; template: readonly string[] }[]>;

export function routeTable(routes: readonly Route[]): RouteTable {
  const cut = routes.map((route) => ({ route, template: route.path.split("/") }));
  return Map.groupBy(cut, ({ template }) => template.length);
}

/** Finds the route for a request. Literal segments win over `{name}`, whatever the order of the list. */
export function matchRoute(table: RouteTable, method: string, path: string): RouteSearch {
  const segments = path.split("/");
  let best: { route: Route; params: Record<string, string>; variables: number } | null = null;
  let pathKnown = false;
  for (const { route, template } of table.get(segments.length) ?? []) {
    const params = matchPath(template, segments);
    if (params === null) continue;
    pathKnown = true;
    const variables = Object.keys(params).length;
    if (route.method === method && (best === null || variables < best.variables)) best = { route, params, variables };
  }
  if (best !== null) return { found: "route", route: best.route, params: best.params };
  return { found: pathKnown ? "no-method" : "no-path" };
}

function matchPath(template: readonly string[], segments: readonly string[]): Record<string, string> | null {
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
