import { exampleIds } from "../example-ids.ts";
import * as routes from "../route-names.ts";
import { provocationsOf } from "./provocations-of.ts";

/** The documented errors of extract. */
export const extractProvocations = provocationsOf("Extract Errors", [
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
