import type { IncomingHttpHeaders } from "node:http";
import { adapterOf } from "#server/providers/index.ts";
import type { Route } from "./route.ts";

/** Names of projects and workspaces are short; nothing longer is one. */
const maxValueLength = 200;

/**
 * What a create or read was scoped by and polls must repeat to find the job: the query parameters and request headers the
 * vendor's adapter names, in one query string. Null where it was scoped by nothing.
 */
export function scopeOfCall({ provider, query }: Route, headers: IncomingHttpHeaders): string | null {
  const { scopeParameters, scopeHeaders = [] } = adapterOf(provider);
  const asked = new URLSearchParams(query);
  const found = [
    ...scopeParameters.map((name) => [name, asked.get(name)] as const),
    ...scopeHeaders.map((name) => [name, headers[name]] as const),
  ];
  const kept = new URLSearchParams();
  for (const [name, value] of found) {
    if (typeof value === "string" && value !== "" && value.length <= maxValueLength) kept.set(name, value);
  }
  return kept.size > 0 ? kept.toString() : null;
}
