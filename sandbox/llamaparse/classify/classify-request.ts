import { z } from "zod";
import { refuse } from "../error-replies.ts";
import { webhookConfigurationSchema } from "../webhooks.ts";

const rule = z.strictObject({ type: z.string(), description: z.string() });
export type ClassifyRule = z.infer<typeof rule>;

/** `ClassifyConfiguration` in the vendor's SDK 2.16.0; its limits are checked by `checkClassifyRules`. */
const configuration = z.strictObject({
  rules: z.array(rule),
  mode: z.string().optional(),
  parsing_configuration: z
    .strictObject({
      lang: z.string().optional(),
      max_pages: z.int().min(1).nullish(),
      target_pages: z.string().nullish(),
    })
    .nullish(),
});
export type ClassifyConfiguration = z.infer<typeof configuration>;

/** Body of `POST /api/v2/classify` (`ClassifyCreateRequest`). */
export const classifyRequestSchema = z.strictObject({
  configuration: configuration.nullish(),
  configuration_id: z.string().nullish(),
  file_id: z.string().nullish(),
  file_input: z.string().nullish(),
  parse_job_id: z.string().nullish(),
  transaction_id: z.string().nullish(),
  webhook_configuration_ids: z.array(z.string()).nullish(),
  webhook_configurations: z.array(webhookConfigurationSchema).nullish(),
});

/** Body of `POST /api/v1/classifier/jobs`. */
export const classifierRequestSchema = z.strictObject({
  rules: z.array(rule),
  file_ids: z.array(z.string()).min(1),
  parsing_configuration: z.record(z.string(), z.unknown()).nullish(),
  mode: z.enum(["FAST", "MULTIMODAL"]).optional(),
  webhook_configurations: z.array(webhookConfigurationSchema).nullish(),
});

/** Refuses rules and modes beyond the limits (developers.llamaindex.ai/llamaparse/general/limitations/, 2026-11-20). */
export function checkClassifyRules(rules: readonly ClassifyRule[], mode: string, modes: readonly string[]): void {
  const wrong = faultOf(rules, mode, modes);
  if (wrong !== null) refuse("Classify Errors", "Invalid classify configuration parameters for ...: ...", wrong);
}

/** The parameter and what is wrong with it; the words are ours, the vendor publishes no sample. */
function faultOf(rules: readonly ClassifyRule[], mode: string, modes: readonly string[]): [string, string] | null {
  if (!modes.includes(mode)) return ["mode", `${mode} is not one of ${modes.join(", ")}`];
  if (rules.length === 0) return ["rules", "at least one rule is required"];
  if (new Set(rules.map((one) => one.type)).size < rules.length) return ["rules", "rule types must be unique"];
  for (const { type, description } of rules) {
    if (!/^[A-Za-z0-9 _-]{1,50}$/.test(type))
      return ["rules", `type '${type}' must be 1-50 letters, digits, spaces, _ or -`];
    if (description.length < 10 || description.length > 500) {
      return ["rules", `description of '${type}' must have 10-500 characters`];
    }
  }
  return null;
}
