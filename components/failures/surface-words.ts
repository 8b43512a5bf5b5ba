import type { Surface } from "#lib/vocabulary.ts";

/** Where a failure was seen, in a word or two. */
export const surfaceWords: Record<Surface, string> = {
  http: "HTTP answer",
  job: "job status",
  webhook: "webhook",
  client: "connection",
};
