import type { AnswerHead } from "../exchange.ts";
import type { Pass } from "./guards.ts";
import { retryAfterMs } from "./retry-after.ts";

/**
 * The headers (name, value, name, …) a 429 gets from Docket where its vendor never says when to come again: the rest of the window that the
 * vendor documents, in whole seconds. Marked as ours; nothing where the answer itself tells.
 */
export function addedRetryAfter(answer: AnswerHead, pass: Pass): string[] {
  if (answer.headers["x-should-retry"] === "false" || retryAfterMs(answer.headers, Date.now()) !== null) return [];
  const waitMs = pass.unsaidRetryMs();
  if (waitMs === null) return [];
  return ["retry-after", String(Math.max(1, Math.ceil(waitMs / 1_000))), "x-docket-retry-after", "added"];
}
