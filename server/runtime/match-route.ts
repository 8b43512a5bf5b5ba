import type { ApiRoute } from "./api-routes.ts";

/** A route and what its path named. `null` = no such address; `"method"` = another method has it. */
export type RouteMatch = { route: ApiRoute; params: Record<string, string> } | "method" | null;

/** Finds the route of a request below `/api/v1`; the first that fits in the list's order wins. */
export function matchRoute(routes: readonly ApiRoute[], method: string, segments: readonly string[]): RouteMatch {
  let elsewhere = false;
  for (const route of routes) {
    const params = paramsOf(route.path.split("/").slice(1), segments);
    if (!params) continue;
    if (route.method === method) return { route, params: withEntryId(params) };
    elsewhere = true;
  }
  return elsewhere ? "method" : null;
}

function paramsOf(template: readonly string[], segments: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const name = /^\{(\w+)(\+?)\}$/.exec(part);
    if (name?.[2]) {
      params[name[1] ?? ""] = segments.slice(index).join("/");
      return segments.length > index ? params : null;
    }
    const segment = segments[index];
    if (segment === undefined) return null;
    if (name) params[name[1] ?? ""] = segment;
    else if (part !== segment) return null;
  }
  return segments.length === template.length ? params : null;
}

/** A catalog entry is addressed by two segments and known by one id. */
function withEntryId(params: Record<string, string>): Record<string, string> {
  const { provider, slug, ...rest } = params;
  return provider && slug ? { ...rest, entryId: `${provider}/${slug}` } : params;
}
