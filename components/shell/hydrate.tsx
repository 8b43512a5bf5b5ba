import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";

interface HydrateProps {
  /** What the server has already asked: the query and its answer; null where it had none. */
  queries: readonly (readonly [query: { queryKey: QueryKey }, data: unknown] | null)[];
  children: ReactNode;
}

/** Hands answers found on the server to the same queries in the browser, so that the first picture needs no request. */
export function Hydrate({ queries, children }: HydrateProps) {
  const client = new QueryClient();
  for (const known of queries) if (known) client.setQueryData(known[0].queryKey, known[1]);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
