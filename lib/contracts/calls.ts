import { z } from "zod";
import { instant, listOrder, page, providerId, regionId, uuid } from "./primitives.ts";
import { scope } from "./scope.ts";

export const callOutcomes = ["answered", "refused", "upstream_failed", "client_gone", "interrupted"] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** One time a call was sent to the vendor. */
export const attemptSummary = z.object({
  /** The vendor's status; null where no answer came. */
  status: z.number().int().nullable(),
  /** The transport's code where it broke, e.g. `ECONNRESET`. */
  error: z.string().nullable(),
  latencyMs: z.number(),
});
export type AttemptSummary = z.infer<typeof attemptSummary>;

export const callSummary = z.object({
  id: uuid,
  startedAt: instant,
  provider: providerId,
  region: regionId,
  client: z.object({ id: uuid, name: z.string() }).nullable(),
  method: z.string(),
  path: z.string(),
  operation: z.string().nullable(),
  product: z.string().nullable(),
  outcome: z.enum(callOutcomes),
  status: z.number().int().nullable(),
  errorCode: z.string().nullable(),
  latencyMs: z.number().nullable(),
  gatewayMs: z.number().nullable(),
  bytesUp: z.number(),
  bytesDown: z.number(),
  fileName: z.string().nullable(),
  vendorRequestId: z.string().nullable(),
  vendorJobId: z.string().nullable(),
  /** How often it was sent to the vendor; 0 = never. */
  attempts: z.number().int(),
  /** Each of them in order, where there was more than one. */
  attemptLog: z.array(attemptSummary).nullable(),
  jobId: uuid.nullable(),
  failureId: uuid.nullable(),
});
export type CallSummary = z.infer<typeof callSummary>;

export const callFilters = scope.extend({
  outcome: z.enum(callOutcomes).optional(),
  status: z.coerce.number().int().optional(),
  job: uuid.optional(),
  q: z.string().trim().max(2_000).optional(),
  order: listOrder.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type CallFilters = z.infer<typeof callFilters>;
export const callList = page(callSummary);
export type CallList = z.infer<typeof callList>;
