import { queryOptions } from "@tanstack/react-query";
import { viewer } from "#lib/contracts/session.ts";
import { fetchJson } from "./fetch-json.ts";

/** Who is signed in. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ["session"],
    queryFn: ({ signal }) => fetchJson(viewer, "/session", { signal }),
    staleTime: 5 * 60_000,
  });
}
