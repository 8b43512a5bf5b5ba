import { z } from "zod";

const text = z.string().min(1).nullish().catch(null);
const count = z.number().int().nonnegative().nullish().catch(null);
const amount = z.number().nonnegative().nullish().catch(null);

/** A document or a job under any of the names its endpoints give it. */
export const wireWork = z.object({
  id: text,
  document_id: text,
  documentId: text,
  job_id: text,
  run_id: text,
  phase: text,
  status: text,
  fileName: text,
  file_name: text,
  pagesTotal: count,
  pages_total: count,
  total_pages: count,
  cost_usd: amount,
  error_code: text,
  user_message: text,
  latest_error: z.unknown().optional(),
  last_error: z.object({ message: text, code: text }).nullish().catch(null),
  error: z.unknown().optional(),
});
export type WireWork = z.infer<typeof wireWork>;

/** The lists of documents and of jobs. */
export const wireList = z.object({
  documents: z.array(z.unknown()).nullish().catch(null),
  data: z.array(z.unknown()).nullish().catch(null),
});

/** A chat completion's answer: what it consumed. */
export const wireCompletion = z.object({
  id: text,
  run_id: text,
  usage: z.object({ total_tokens: amount, costUsd: amount }).nullish().catch(null),
});

/** A request: what it works on, and whether it asks for data of a schema. */
export const wireRequest = z.object({
  url: text,
  document_id: text,
  response_format: z.object({ type: text }).nullish().catch(null),
  schema: z.unknown().optional(),
  source: z.object({ url: text }).nullish().catch(null),
  model: text,
});
