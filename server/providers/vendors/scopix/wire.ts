import { z } from "zod";

const text = z.string().min(1).nullish().catch(null);
const count = z.number().int().nonnegative().nullish().catch(null);

/** Anything of the vendor's that has a status: every id and status field the editions name, none of them certain. */
export const wireWork = z.object({
  id: text,
  file_id: text,
  document_id: text,
  image_id: text,
  job_id: text,
  session_id: text,
  batch_id: text,
  status: text,
  text_extraction_status: text,
  description_status: text,
  unified_status: text,
  document_type: text,
  media_type: text,
  filename: text,
  file_name: text,
  page_count: count,
  error: z.unknown().optional(),
  error_code: text,
  error_message: text,
  recent_errors: z
    .array(z.object({ filename: text, error: text }))
    .nullish()
    .catch(null),
  error_summary: z
    .object({ count, messages: z.array(z.string()).nullish().catch(null) })
    .nullish()
    .catch(null),
});
export type WireWork = z.infer<typeof wireWork>;

/** A list of sessions. */
export const wireList = z.object({
  sessions: z.array(z.unknown()).nullish().catch(null),
  items: z.array(z.unknown()).nullish().catch(null),
  data: z.array(z.unknown()).nullish().catch(null),
});

/** `POST /extract` and uploads, as far as they name what they work on. */
export const wireRequest = z.object({
  file_id: text,
  image_url: text,
  analysis_level: text,
  filename: text,
  file_name: text,
  document_id: text,
});
