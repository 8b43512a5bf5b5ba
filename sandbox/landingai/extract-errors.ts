import type { ErrorRow } from "./error-row.ts";
import { buildRoutes, extractCreates, extractRoutes, parseRoutes } from "./route-names.ts";

const extraction = [...extractRoutes, ...extractCreates];
const v1Extract = ["POST /v1/ade/extract"];
const field = "Field extraction validation error: ";
const supported = "Unsupported format: application/pdf (a.pdf). Supported formats: MD";
const version =
  "Invalid extract version 'extract-19990101' provided. Valid versions are: extract-20251024, extract-20260314 or use 'extract-latest' to use the latest version.";

/** Refusals of extractions with the vendor's messages (docs.landing.ai troubleshooting pages and skills reference, 2026-11-20). */
export const extractErrors: readonly ErrorRow[] = [
  [
    "http-400-invalid-json",
    400,
    "Invalid JSON schema: Expecting value: line 1 column 1 (char 0)",
    extraction,
    { natural: "a schema that is no JSON" },
  ],
  [
    "http-400-download",
    400,
    "Failed to download document from URL: HTTP 403",
    extraction,
    { row: "Failed to download document from URL: {error_details}" },
  ],
  [
    "http-400-download-build",
    400,
    "Failed to download document from URL https://example.com/a.md: HTTP 403",
    buildRoutes,
    { row: "Failed to download document from URL {url}: {error_details}" },
  ],
  [
    "http-400-field-extraction",
    400,
    "Field extraction invalid: the schema has no properties",
    v1Extract,
    { row: "Field extraction invalid: {error_details}" },
  ],
  [
    "http-400-extract-version",
    400,
    version,
    [...v1Extract, ...buildRoutes],
    {
      row: "Invalid extract version '{version}' provided. Valid versions are: {list_of_versions} or use 'extract-latest' to use the latest version.",
    },
  ],
  [
    "http-422-root-type",
    422,
    `${field}The provided schema must have "type": "object" for the root.`,
    extraction,
    { natural: "a schema whose root has another type" },
  ],
  [
    "http-422-root-object",
    422,
    `${field}The provided JSON must parse to an object at the root.`,
    extraction,
    { natural: "a schema that is a list" },
  ],
  [
    "http-422-schema",
    422,
    `${field}The provided JSON object was not a valid JSON schema. Error: 'strin' is not valid under any of the given schemas`,
    extraction,
    { row: `${field}The provided JSON object was not a valid JSON schema. Error: {error_details}` },
  ],
  [
    "http-422-recursive",
    422,
    `${field}The provided schema contains recursive local \`$ref\` cycles, which are not supported.`,
    extraction,
  ],
  [
    "http-422-keywords",
    422,
    `${field}The following schema fields were not supported: allOf, not`,
    extraction,
    { row: `${field}The following schema fields were not supported: {keywords}` },
  ],
  [
    "http-422-both-inputs",
    422,
    "Cannot provide both 'markdown' and 'markdown_url'. Please provide only one.",
    extraction,
    { natural: "both fields in one request" },
  ],
  [
    "http-422-no-input",
    422,
    "Must provide either 'markdown' or 'markdown_url'.",
    extraction,
    { natural: "neither field" },
  ],
  ["http-422-empty-input", 422, "No markdown file or URL provided.", extraction, { natural: "a blank `markdown`" }],
  [
    "http-422-invalid-url",
    422,
    "Invalid URL format: not-an-address",
    [...extraction, ...buildRoutes],
    { row: "Invalid URL format: {url}", natural: "a `markdown_url` that is no address" },
  ],
  [
    "http-422-multiple",
    422,
    "Multiple markdown files detected (2). Please provide only one document file.",
    extraction,
    { row: "Multiple markdown files detected (X). Please provide only one document file." },
  ],
  [
    "http-422-format",
    422,
    supported,
    [...extraction, ...buildRoutes],
    { row: "Unsupported format: {mime_type} ({filename}). Supported formats: MD" },
  ],
  ["http-504-timeout", 504, "Request timed out after 475 seconds", [...extractRoutes, ...parseRoutes, ...buildRoutes]],
  [
    "http-504-timeout-build",
    504,
    "Request timed out after 474 seconds",
    buildRoutes,
    { row: "Request timed out after {seconds} seconds" },
  ],
  [
    "http-400-generation",
    400,
    "Schema generation invalid: no fields could be found",
    buildRoutes,
    { row: "Schema generation invalid: {error_details}" },
  ],
  [
    "http-422-generation-input",
    422,
    "Must provide at least one of 'markdowns', 'markdown_urls', 'schema', or 'prompt'.",
    buildRoutes,
    { natural: "a request without any of them" },
  ],
  [
    "http-422-existing-schema",
    422,
    "Invalid existing schema JSON: Expecting ',' delimiter: line 1 column 9 (char 8)",
    buildRoutes,
    { row: "Invalid existing schema JSON: {error_details}" },
  ],
  [
    "http-422-generation",
    422,
    "Schema generation validation error: prompt is too long",
    buildRoutes,
    { row: "Schema generation validation error: {error_details}" },
  ],
];
