import { z } from "zod";
import { webhookConfigurationSchema } from "../webhooks.ts";

/** `ExtractConfiguration` in the vendor's SDK 2.16.0. */
export const extractConfigurationSchema = z.strictObject({
  data_schema: z.record(z.string(), z.unknown()),
  cite_sources: z.boolean().optional(),
  confidence_scores: z.boolean().optional(),
  disable_cache: z.boolean().optional(),
  extraction_target: z.enum(["per_doc", "per_page", "per_table_row"]).optional(),
  max_pages: z.int().min(1).nullish(),
  parse_config_id: z.string().nullish(),
  parse_tier: z.enum(["fast", "cost_effective", "agentic", "agentic_plus"]).nullish(),
  sheet_names: z.array(z.string()).nullish(),
  spreadsheet_mode: z.boolean().optional(),
  system_prompt: z.string().nullish(),
  target_pages: z.string().nullish(),
  tier: z.enum(["cost_effective", "agentic", "agentic_plus", "turbo"]).optional(),
  version: z.string().optional(),
});
export type ExtractConfiguration = z.infer<typeof extractConfigurationSchema>;

/** Body of `POST /api/v2/extract` (`ExtractV2JobCreate`). */
export const extractRequestSchema = z.strictObject({
  file_input: z.string(),
  configuration: extractConfigurationSchema.nullish(),
  configuration_id: z.string().nullish(),
  webhook_configuration_ids: z.array(z.string()).nullish(),
  webhook_configurations: z.array(webhookConfigurationSchema).nullish(),
});

/** The tier of a configuration that names none. The vendor publishes no default; an assumption. */
export const defaultExtractTier = "agentic";
