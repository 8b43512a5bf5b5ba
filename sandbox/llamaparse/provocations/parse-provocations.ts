import * as routes from "../route-names.ts";
import { provocationsOf } from "./provocations-of.ts";

/** The documented errors of parse. */
export const parseProvocations = provocationsOf("Parse Errors", [
  {
    slug: "http-400-no-input",
    row: "Either file, input_url, or input_s3_path must be provided.",
    endpoints: routes.parseCreates,
    natural: "a v1 upload with none of the three",
  },
  {
    slug: "http-400-name-too-long",
    row: "File name exceeds the maximum length of ... characters",
    endpoints: [...routes.parseCreates, ...routes.uploadRoutes],
    values: ["200"],
    natural: "a file name of more than 200 characters (the figure is an assumption)",
  },
  {
    slug: "http-400-parsing-mode",
    row: "Parsing mode ... is not supported.",
    endpoints: ["POST /api/v1/parsing/upload"],
    values: ["parse_page_with_magic"],
    natural: "a v1 upload with an unknown parse_mode",
  },
  {
    slug: "http-400-multimodal-model",
    row: "Vendor multimodal model ... is not supported.",
    endpoints: ["POST /api/v1/parsing/upload"],
    values: ["openai-gpt-2"],
    natural: "a v1 upload with an unknown vendor_multimodal_model_name",
  },
  {
    slug: "http-400-markdown-on-fast",
    row: "Markdown expansion is not available for FAST tier jobs.",
    endpoints: ["GET /api/v2/parse/{id}"],
    natural: "expand=markdown on a job of tier fast",
  },
  {
    slug: "http-400-webhook-json",
    row: "Invalid JSON in webhook_configurations: ...",
    endpoints: ["POST /api/v1/parsing/upload"],
    values: ["Expecting value: line 1 column 1 (char 0)"],
    natural: "a v1 upload whose webhook_configurations is not JSON",
  },
  {
    slug: "http-403-parse-configuration",
    row: "Access denied to this parse configuration",
    endpoints: routes.parseCreates,
    natural: "a configuration_id other than the built-in cfg-PARSE_… ones",
  },
  {
    slug: "http-404-parse-job",
    row: "Parse job not found",
    endpoints: routes.parseReads,
    natural: "an unknown, deleted or expired job id",
  },
  {
    slug: "http-404-result",
    row: "Result not found. Check job status to see if it has completed.",
    endpoints: routes.parseResults,
    natural: "asking v1 for a result before the job has ended",
  },
  {
    slug: "http-404-source-file",
    row: "Source file not found in storage",
    endpoints: ["POST /api/v2/parse"],
    natural: "a file_id that is unknown, deleted or older than 48 h",
  },
]);
