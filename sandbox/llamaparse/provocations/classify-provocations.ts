import { exampleIds } from "../example-ids.ts";
import * as routes from "../route-names.ts";
import { provocationsOf } from "./provocations-of.ts";

/** The documented errors of classify. */
export const classifyProvocations = provocationsOf("Classify Errors", [
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
