import { environmentManager, MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ClientError } from "#lib/queries/client-error.ts";

function toSignIn(error: unknown): void {
  if (!(error instanceof ClientError) || error.status !== 401) return;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

/** Another try helps against a dropped connection or a restart, not against an answer we understood. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= 2) return false;
  return !(error instanceof ClientError) || error.status === 0 || error.status >= 502;
}

/** A query client with our rules: 401 leads to the sign-in, only lost answers are asked for again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: toSignIn }),
    mutationCache: new MutationCache({ onError: toSignIn }),
    defaultOptions: { queries: { retry: worthRetrying, staleTime: 4000 } },
  });
}

let browserClient: QueryClient | undefined;

/** One client a browser tab; on the server a new one for each request, so that nobody sees another's data. */
export function queryClientOf(): QueryClient {
  if (environmentManager.isServer()) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}
