import { z } from "zod";

/**
 * The fields Docket reads of the vendor's answers, and no more; everything is optional because a field that is
 * missing or of another type must never cost us the job. Shapes: `extend-ai` 1.17.0, api/types (2026-11-20).
 */

const text = z.string().nullish().catch(null);
const number = z.number().nullish().catch(null);
const file = z.object({ id: text, name: text }).nullish().catch(null);
const id = z.string().min(1).max(255);

const usageEntry = z.object({ object: z.string(), id, credits: z.number() });

export const wireUsage = z.object({
  credits: number,
  totalCredits: number,
  breakdown: z.array(usageEntry.nullable().catch(null)).nullish().catch(null),
});
export type WireUsage = z.infer<typeof wireUsage>;

const nestedRuns = z.object({
  extractRun: z.unknown(),
  parseRun: z.unknown(),
  classifyRun: z.unknown(),
  splitRun: z.unknown(),
});

const stepRun = z.object({
  id: text,
  stepType: text,
  status: text,
  step: z.object({ name: text }).nullish().catch(null),
  result: nestedRuns.partial().nullish().catch(null),
});
export type WireStepRun = z.infer<typeof stepRun>;

/** Any kind of run, whole or as a list shows it. */
export const wireRun = z.object({
  object: text,
  id,
  status: text,
  type: text,
  failureReason: text,
  failureMessage: text,
  batchId: text,
  file,
  files: z.array(file).nullish().catch(null),
  metrics: z.object({ pageCount: number }).nullish().catch(null),
  config: z.object({ engine: text, baseProcessor: text }).nullish().catch(null),
  usage: wireUsage.nullish().catch(null),
  stepRuns: z.array(stepRun.nullable().catch(null)).nullish().catch(null),
});
export type WireRun = z.infer<typeof wireRun>;

/** `{object: "list", data: […]}`, and the lists of the older API. */
export const wireList = z.object({
  data: z.array(z.unknown()).optional().catch(undefined),
  processorRuns: z.array(z.unknown()).optional().catch(undefined),
  workflowRuns: z.array(z.unknown()).optional().catch(undefined),
});

/** Wrappings of one run: the older API's `{success, processorRun}`, and the webhook's `{eventId, eventType, payload}`. */
export const wireWrapped = z.object({
  processorRun: z.unknown(),
  batchProcessorRun: z.unknown(),
  workflowRun: z.unknown(),
  parserRun: z.unknown(),
  payload: z.unknown(),
});

/** `POST /files/upload`; the older API wraps the file. */
export const wireFile = z.object({ id, name: z.string() });
export const wireWrappedFile = z.object({ file: wireFile });

const fileInput = z
  .object({ id: text, url: text, name: text, fileId: text, fileUrl: text, fileName: text })
  .nullish()
  .catch(null);

export const wireCreateBody = z.object({
  file: fileInput,
  files: z.array(fileInput).nullish().catch(null),
  config: z.object({ engine: text, baseProcessor: text }).nullish().catch(null),
});
