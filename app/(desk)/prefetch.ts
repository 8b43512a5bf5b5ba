import type { QueryKey } from "@tanstack/react-query";
import type { Context } from "#server/platform/index.ts";

/** A query with its answer, for `Hydrate`; null when the server could not answer. */
export type Prefetched<Output> = readonly [query: { queryKey: QueryKey }, data: Output] | null;

/**
 * Asks on the server what the screen would ask first. What fails here is left to the browser: it asks again and says on
 * the screen what went wrong.
 */
export async function prefetch<Input, Output>(
  ctx: Context,
  query: { queryKey: QueryKey },
  operation: (ctx: Context, input: Input) => Promise<Output>,
  input: Input,
): Promise<Prefetched<Output>> {
  try {
    return [query, await operation(ctx, input)];
  } catch (error) {
    ctx.log.warn({ err: error, operation: operation.name }, "a screen's first answer was left to the browser");
    return null;
  }
}
