import { z } from "zod";

const text = z.string().min(1).nullish().catch(null);
const count = z.number().int().nonnegative().nullish().catch(null);
const amount = z.number().nonnegative().nullish().catch(null);

/** `metadata` of either API: what was done, what it cost, what is missing. */
export const wireMetadata = z.object({
  filename: text,
  page_count: count,
  job_id: text,
  version: text,
  model_version: text,
  credit_usage: amount,
  billing: z.object({ service_tier: text, total_credits: amount }).nullish().catch(null),
  failed_pages: z.array(z.unknown()).nullish().catch(null),
  schema_violation_error: text,
  warnings: z
    .array(z.object({ code: text, msg: text }))
    .nullish()
    .catch(null),
});
export type WireMetadata = z.infer<typeof wireMetadata>;

const metadata = wireMetadata.nullish().catch(null);
const result = z.object({ metadata }).nullish().catch(null);

/** A job, made, read or listed: v1 has `data` and `failure_reason`, v2 has `result` and `error`. */
export const wireJob = z.object({
  job_id: z.string().min(1),
  status: text,
  metadata,
  data: result,
  result,
  failure_reason: text,
  error: z.object({ code: text, message: text }).nullish().catch(null),
  version: text,
  model_version: text,
});
export type WireJob = z.infer<typeof wireJob>;

export const wireJobList = z.object({ jobs: z.array(z.unknown()) });

/** The answer of work done at once. */
export const wireSync = z.object({ metadata });

/** A request's fields, as far as they tell what it works on. */
export const wireRequest = z.object({
  model: text,
  document_url: text,
  markdown_url: text,
  markdownUrl: text,
  service_tier: text,
});
