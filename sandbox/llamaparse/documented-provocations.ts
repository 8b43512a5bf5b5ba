import type { Provocation } from "../provoke/provocation.ts";
import { type DocumentedSection, documentedError, rowName } from "./documented-errors.ts";
import { documentedReply } from "./error-replies.ts";
import { exampleIds } from "./example-ids.ts";
import * as routes from "./route-names.ts";

interface DocumentedHttp {
  slug: string;
  row: string;
  endpoints: readonly string[];
  /** What stands in the gaps of the text when it is provoked. Figures in them are examples, not vendor facts. */
  values?: readonly string[];
  natural?: string;
}

function provocationsOf(section: DocumentedSection, table: readonly DocumentedHttp[]): Provocation[] {
  return table.map(({ slug, row, endpoints, values, natural }) => {
    const error = documentedError(section, row);
    return {
      slug,
      kind: "http",
      summary: `${section}, ${error.status}`,
      status: error.status,
      text: row,
      code: null,
      endpoints,
      rows: [rowName(error)],
      natural: natural ?? null,
      answer: () => documentedReply(section, row, values),
    };
  });
}

const quota = provocationsOf("Quota & Billing Errors", [
  {
    slug: "http-402-credits-exceeded",
    row: "You've exceeded the maximum number of credits for your plan.",
    endpoints: routes.jobCreates,
  },
  {
    slug: "http-402-no-quota",
    row: "No quota left to create a job",
    endpoints: routes.jobCreates,
    natural: "a key whose text contains `noquota`",
  },
  {
    slug: "http-402-too-many-files",
    row: "The total number of files would exceed the maximum allowed...",
    endpoints: routes.uploadRoutes,
    values: [" for your plan (300)."],
  },
  {
    slug: "http-429-max-projects",
    row: "You've already reached the maximum number of projects...",
    endpoints: [routes.planLimitRoutes.projects],
    values: [" (1) allowed by your plan."],
  },
  {
    slug: "http-429-max-indexes",
    row: "You've already reached the maximum number of indexes...",
    endpoints: [routes.planLimitRoutes.indexes],
    values: [" (5) allowed by your plan."],
  },
  {
    slug: "http-429-max-users",
    row: "You've already reached the maximum number of users...",
    endpoints: [routes.planLimitRoutes.users],
    values: [" (1) allowed by your plan."],
  },
  {
    slug: "http-429-max-data-sources",
    row: "You've already reached the maximum number of data sources...",
    endpoints: [routes.planLimitRoutes.dataSources],
    values: [" (5) allowed by your plan."],
  },
  {
    slug: "http-429-max-extraction-agents",
    row: "You've already reached the maximum number of extraction agents...",
    endpoints: [routes.agentCreate],
    values: [" (10) allowed by your plan."],
  },
]);

const upload = provocationsOf("File Upload Errors", [
  {
    slug: "http-400-empty-file",
    row: "Uploaded file is empty.",
    endpoints: [...routes.uploadRoutes, "POST /api/v2/parse/upload", "POST /api/v1/parsing/upload"],
    natural: "an upload of no bytes",
  },
  {
    slug: "http-400-no-filename",
    row: "File must have a filename.",
    endpoints: [...routes.uploadRoutes, "POST /api/v2/parse/upload", "POST /api/v1/parsing/upload"],
    natural: "a file part without a file name",
  },
  {
    slug: "http-400-no-file-field",
    row: "file field is required for multipart requests.",
    endpoints: [...routes.uploadRoutes, "POST /api/v2/parse/upload"],
    natural: "a multipart body without the file field",
  },
  {
    slug: "http-429-upload-rate",
    row: "Rate limit exceeded. The file upload limit is ... requests per second.",
    endpoints: [...routes.uploadRoutes, "POST /api/v2/parse/upload", "POST /api/v1/parsing/upload"],
    values: ["10"],
    natural: "more than 50 uploads in 5 s (50 in 10 s for uploads to parse) with one key",
  },
]);

const parse = provocationsOf("Parse Errors", [
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

const extract = provocationsOf("Extract Errors", [
  {
    slug: "http-400-schema",
    row: "schema_validation: ...",
    endpoints: [...routes.extractCreates, "POST /api/v2/extract/schema/validation", routes.agentCreate],
    values: ["Schema has 5123 properties, the maximum is 5000"],
    natural: "a data_schema whose root is not an object, or that exceeds the documented limits",
  },
  {
    slug: "http-400-inputs",
    row: "inputs_invalid: ...",
    endpoints: routes.extractCreates,
    values: [`File ${exampleIds.file} not found`],
    natural: "a file_input that names no file and no parse job",
  },
  {
    slug: "http-400-parse-not-completed",
    row: "inputs_invalid: Parse job ... is not completed (status: ...)",
    endpoints: ["POST /api/v2/extract"],
    values: [exampleIds.parseJob, "PENDING"],
    natural: "a file_input that names a parse job which has not completed",
  },
  {
    slug: "http-413-extract-file",
    row: "File size exceeds ...MB limit.",
    endpoints: routes.extractCreates,
    values: ["100"],
    natural: "a file of more than 100 MB (`size-120mb` in its name will do)",
  },
  {
    slug: "http-400-agent-name",
    row: "Extraction agent name must have at least some alphanumeric characters.",
    endpoints: [routes.agentCreate],
    natural: "an agent name such as `---`",
  },
  {
    slug: "http-400-default-agent",
    row: "Cannot delete the default extraction agent.",
    endpoints: [routes.agentDelete],
    natural: "deleting the agent that GET …/extraction-agents/default names",
  },
  {
    slug: "http-403-file",
    row: "Access denied to the specified file.",
    endpoints: routes.extractCreates,
    natural: "a file of another project_id",
  },
  {
    slug: "http-404-agent",
    row: "Extraction agent ... not found or user does not have access.",
    endpoints: [routes.agentRead, routes.agentDelete, "POST /api/v1/extraction/jobs"],
    values: [exampleIds.agent],
    natural: "an unknown agent id",
  },
  {
    slug: "http-422-engine-error",
    row: "engine_error: ...",
    endpoints: routes.extractCreates,
    values: ["The schema is too complex for a single pass"],
  },
  { slug: "http-422-llm-refusal", row: "llm_refusal", endpoints: routes.extractCreates },
  {
    slug: "http-429-resources-exhausted",
    row: "Resources exhausted. Please wait for existing jobs to complete.",
    endpoints: routes.extractCreates,
  },
]);

const classify = provocationsOf("Classify Errors", [
  {
    slug: "http-400-classify-file-project",
    row: "File ID ... is not in Project ID ...",
    endpoints: routes.classifyCreates,
    values: [exampleIds.file, exampleIds.project],
    natural: "a file of another project_id, or one that is unknown",
  },
  {
    slug: "http-400-classify-parse-project",
    row: "Parse Job ID ... is not in Project ID ...",
    endpoints: ["POST /api/v2/classify"],
    values: [exampleIds.parseJob, exampleIds.project],
    natural: "a parse job of another project_id, or one that is unknown",
  },
  {
    slug: "http-400-classify-configuration",
    row: "Invalid classify configuration parameters for ...: ...",
    endpoints: routes.classifyCreates,
    values: ["rules", "rule types must be unique"],
    natural: "rules that are not unique or too long, or a mode other than FAST",
  },
  {
    slug: "http-404-classify-job",
    row: "Classify job not found",
    endpoints: routes.classifyReads,
    natural: "an unknown or expired job id",
  },
  {
    slug: "http-404-classify-configuration",
    row: "Classify configuration ... not found",
    endpoints: ["POST /api/v2/classify"],
    values: [exampleIds.configuration],
    natural: "any configuration_id (the sandbox keeps none)",
  },
  {
    slug: "http-429-classify-rate",
    row: "Rate limit exceeded. Maximum 40 classify job creations per second.",
    endpoints: routes.classifyCreates,
    natural: "more than 40 classify jobs within a second with one key",
  },
  {
    slug: "http-503-classify",
    row: "Classify endpoints are currently unavailable.",
    endpoints: [...routes.classifyCreates, ...routes.classifyReads, ...routes.classifyLists],
  },
]);

const split = provocationsOf("Split Errors", [
  {
    slug: "http-400-split-input-type",
    row: "Only file_id document inputs are supported for split jobs.",
    endpoints: routes.splitCreates,
    natural: "a beta split job whose document_input.type is not file_id",
  },
  {
    slug: "http-400-split-file-type",
    row: "Unsupported file type: ... Supported file types are ...",
    endpoints: routes.splitCreates,
    values: ["xlsx.", "pdf, doc, docx, ppt, pptx"],
    natural: "a file whose name does not end in pdf, doc, docx, ppt or pptx",
  },
  {
    slug: "http-400-split-file-size",
    row: "File size (... MB) exceeds the maximum allowed size of ... MB.",
    endpoints: routes.splitCreates,
    values: ["600.00", "512"],
    natural: "a file of more than 512 MB (`size-600mb` in its name will do)",
  },
  {
    slug: "http-400-split-no-categories",
    row: "Split configuration ... has no categories",
    endpoints: routes.splitCreates,
    values: [exampleIds.configuration],
    natural: "an empty list of categories",
  },
  {
    slug: "http-404-split-file",
    row: "File ... not found in project ...",
    endpoints: routes.splitCreates,
    values: [exampleIds.file, exampleIds.project],
    natural: "a file that is unknown, expired or of another project_id",
  },
  {
    slug: "http-404-split-job",
    row: "Split job not found",
    endpoints: routes.splitReads,
    natural: "an unknown, deleted or expired job id",
  },
]);

/** Every documented message, by section. */
export const documentedProvocations: readonly Provocation[] = [
  ...quota,
  ...upload,
  ...parse,
  ...extract,
  ...classify,
  ...split,
];
