import { z } from "zod";

/**
 * The fields Docket reads of the vendor's answers, and no more; everything is optional because a field that is
 * missing or of another type must never cost us the job. Shapes: `@llamaindex/llama-cloud` 2.16.0, src/resources.
 */

const text = z.string().nullish().catch(null);
/** Pages: as many as an integer column holds. */
const count = z.int().min(0).max(2_147_483_647).nullish().catch(null);
const credits = z.number().min(0).max(10_000_000_000).nullish().catch(null);

const usage = z.object({ credits, extract_credits: credits, parse_credits: credits }).nullish().catch(null);

const failablePage = z.object({ success: z.boolean().optional().catch(undefined), page_number: count, error: text });
const pages = z
  .object({ pages: z.array(failablePage.catch({})).catch([]) })
  .nullish()
  .catch(null);

export const wireJob = z.object({
  id: z.string().min(1),
  status: text,
  tier: text,
  name: text,
  error_code: text,
  error_message: text,
  error: text,
  errors: z.array(z.string()).nullish().catch(null),
  file_input: text,
  file_id: text,
  usage,
  configuration: z.object({ tier: text, parse_tier: text }).nullish().catch(null),
  extract_metadata: z.object({ parse_job_id: text, parse_tier: text }).nullish().catch(null),
  metadata: z
    .object({ usage: z.object({ num_pages_extracted: count, num_pages_billed: count }).nullish().catch(null) })
    .nullish()
    .catch(null),
});
export type WireJob = z.infer<typeof wireJob>;

/** `GET /api/v2/parse/{id}` wraps the job and puts expansions beside it. */
export const wireParseGet = z.object({
  job: wireJob,
  job_metadata: z.object({ job_pages: count }).nullish().catch(null),
  metadata: pages,
  markdown: pages,
  text: pages,
  items: pages,
  forms: pages,
});

export const wireList = z.object({ items: z.array(z.unknown()) });

/** The v1 result endpoints carry the job's own consumption; `credits_used` there is the account's running total. */
export const wireV1Result = z.object({
  job_metadata: z.object({
    job_credits_usage: credits,
    job_pages: count,
    job_is_cache_hit: z.boolean().nullish().catch(null),
  }),
});

export const wireFile = z.object({ id: z.string(), name: z.string() });

export const wireCreateBody = z.object({
  tier: text,
  file_id: text,
  file_input: text,
  source_url: text,
  input_url: text,
  configuration: z.object({ tier: text }).nullish().catch(null),
  document_input: z.object({ value: text }).nullish().catch(null),
});
