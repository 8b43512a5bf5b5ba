import { z } from "zod";
import { webhookConfigurationSchema } from "../webhooks.ts";

/** Limits of names and texts: developers.llamaindex.ai/llamaparse/general/limitations/, 2026-11-20. */
const configuration = z.strictObject({
  categories: z
    .array(z.strictObject({ name: z.string().min(1).max(200), description: z.string().max(2000).nullish() }))
    .max(50),
  splitting_strategy: z
    .strictObject({
      allow_uncategorized: z.enum(["forbid", "include", "omit"]).optional(),
      custom_instructions: z.string().max(5000).nullish(),
      min_pages_per_split: z.int().min(1).optional(),
    })
    .optional(),
});
export type SplitConfiguration = z.infer<typeof configuration>;

/** Body of `POST /api/v1/split/jobs` (`SplitCreateParams` in the vendor's SDK 2.16.0). */
export const splitRequestSchema = z.strictObject({
  file_input: z.string(),
  configuration: configuration.nullish(),
  configuration_id: z.string().nullish(),
  transaction_id: z.string().nullish(),
  webhook_configuration_ids: z.array(z.string()).nullish(),
  webhook_configurations: z.array(webhookConfigurationSchema).nullish(),
});

/** Body of `POST /api/v1/beta/split/jobs`. */
export const betaSplitRequestSchema = z.strictObject({
  document_input: z.strictObject({ type: z.string(), value: z.string() }),
  configuration: configuration.nullish(),
  configuration_id: z.string().nullish(),
});
