import type { FailureRow } from "#server/jobs/index.ts";
import type { Forwarded } from "../exchange.ts";
import { transportCode, wasCutOff } from "../transport-refusal.ts";
import type { CallVerdict } from "./evidence-of.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What the guards learn from an ended exchange. */
export function verdictOf(forwarded: Forwarded, failure: FailureRow | null): CallVerdict {
  const { answer } = forwarded;
  const broke = forwarded.kind === "failed" && !wasCutOff(forwarded.error);
  return {
    status: answer?.status ?? null,
    broke,
    transportCode: forwarded.kind === "failed" ? transportCode(forwarded.error) : null,
    family: failure?.family ?? null,
    retryAfterMs: answer ? retryAfterMs(answer.headers, Date.now()) : null,
  };
}
