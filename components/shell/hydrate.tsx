import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";

interface HydrateProps {
  /** What the server has already asked: the query's key and its answer. */
  queries: readonly (readonly [query: { queryKey: QueryKey }, data: unknown])[];
  children: ReactNode;
}

/** Hands answers found on the server to the same queries in the browser, so that the first picture needs no request. */
export function Hydrate({ queries, children }: HydrateProps) {
  const client = new QueryClient();
  for (const [query, data] of queries) client.setQueryData(query.queryKey, data);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
