import { z } from "zod";
import { webhookConfigurationSchema } from "../webhooks.ts";

const options = z.record(z.string(), z.unknown());

const processingControl = z.looseObject({
  timeouts: z
    .looseObject({
      base_in_seconds: z.number().min(0).max(7200).nullish(),
      extra_time_per_page_in_seconds: z.number().min(0).max(300).nullish(),
    })
    .nullish(),
});

const pageRanges = z.looseObject({
  max_pages: z.int().min(1).nullish(),
  target_pages: z.string().nullish(),
});

const fields = {
  tier: z.string().nullish(),
  version: z.string().nullish(),
  agentic_options: options.nullish(),
  client_name: z.string().nullish(),
  configuration_id: z.string().nullish(),
  crop_box: options.nullish(),
  disable_cache: z.boolean().nullish(),
  fast_options: z.unknown().optional(),
  http_proxy: z.string().nullish(),
  input_options: options.nullish(),
  output_options: options.nullish(),
  page_ranges: pageRanges.nullish(),
  processing_control: processingControl.nullish(),
  processing_options: options.nullish(),
  user_metadata: z.record(z.string(), z.string()).nullish(),
  webhook_configuration_ids: z.array(z.string()).nullish(),
  webhook_configurations: z.array(webhookConfigurationSchema).nullish(),
};

/** `configuration` of `POST /api/v2/parse/upload`; unknown fields are refused, as the vendor does. */
export const parseConfigurationSchema = z.strictObject(fields);

/** Body of `POST /api/v2/parse` (`ParsingCreateParams` in the vendor's SDK 2.16.0). */
export const parseRequestSchema = z.strictObject({
  ...fields,
  file_id: z.string().nullish(),
  source_url: z.string().nullish(),
});

export type ParseConfiguration = z.infer<typeof parseConfigurationSchema>;
