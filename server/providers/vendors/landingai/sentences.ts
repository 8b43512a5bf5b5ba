/** A sentence of the vendor's and the entry it leads to. */
export interface Sentence {
  entry: string;
  status: readonly number[];
  /** Verbatim, `{name}` where it varies. */
  message: string;
  products?: readonly string[];
  /** Other services say it too. */
  general?: true;
}

type Row = readonly [entry: string, status: number | readonly number[], message: string, general?: "general"];

function rows(products: readonly string[] | null, list: readonly Row[]): Sentence[] {
  return list.map(([entry, status, message, general]) => ({
    entry,
    status: typeof status === "number" ? [status] : status,
    message,
    ...(products ? { products } : {}),
    ...(general ? { general: true as const } : {}),
  }));
}

/**
 * The vendor's messages: docs.landing.ai/ade/ade-extract-troubleshoot and ade-parse-troubleshoot, the troubleshooting
 * reference of github.com/landing-ai/ade-document-processing-skills, and landing-ai/agentic-doc for the retired endpoint.
 * Read 2026-11-20.
 */
export const sentences: readonly Sentence[] = [
  ...rows(null, [
    ["invalid-api-key-format", 401, "Invalid API Key Format", "general"],
    ["invalid-api-key", 401, "Invalid API Key, please check that your API key is complete and entered correctly."],
    ["invalid-api-key", 401, "Missing or invalid API key.", "general"],
    ["subscription-expired", 403, "Organization subscription has expired"],
    ["out-of-credits", 402, "Your account does not have enough credits to complete processing."],
    ["rate-limited", 429, "Rate limit exceeded.", "general"],
    ["rate-limited", 429, "hourly page bucket"],
    ["timed-out", 504, "Request timed out after {seconds} seconds", "general"],
    ["download-failed", 400, "Failed to download document from URL: {error_details}"],
    ["download-failed", 400, "Failed to download document from URL {url}: {error_details}"],
    ["download-failed", 400, "Failed to download document from URL"],
    ["invalid-url", 422, "Invalid URL format: {url}", "general"],
    ["unsupported-format", 422, "Unsupported format: {mime_type} ({filename}). Supported formats: MD"],
    ["unsupported-document", 422, "Unsupported format: {format}", "general"],
    ["job-not-found", 404, "Job {job_id} not found", "general"],
  ]),
  ...rows(null, [
    [
      "not-conforming",
      206,
      "Extracted data does not completely conform to the requested schema. See below error for details. {validation_error_details} Please read our documentation for more information: https://docs.landing.ai/ade/ade-extract-troubleshoot",
    ],
    ["not-conforming", 206, "Extracted data does not completely conform to the requested schema. {rest}"],
    ["null-returned", 206, "The value at '{field_name}' was not found in the document, so null was returned. {rest}"],
    ["invalid-json-schema", 400, "Invalid JSON schema: Expecting {error_details}"],
    ["invalid-json-schema", 400, "Invalid JSON schema: {error_details}", "general"],
    ["field-extraction-invalid", 400, "Field extraction invalid: {error_details}"],
    [
      "invalid-extract-version",
      400,
      "Invalid extract version '{version}' provided. Valid versions are: {list_of_versions} or use 'extract-latest' to use the latest version.",
    ],
    [
      "schema-root-type",
      422,
      'Field extraction validation error: The provided schema must have "type": "object" for the root.',
    ],
    [
      "schema-root-not-object",
      422,
      "Field extraction validation error: The provided JSON must parse to an object at the root.",
    ],
    [
      "schema-not-valid",
      422,
      "Field extraction validation error: The provided JSON object was not a valid JSON schema. Error: {error_details}",
    ],
    [
      "schema-recursive",
      422,
      "Field extraction validation error: The provided schema contains recursive local `$ref` cycles, which are not supported.",
    ],
    [
      "schema-keywords",
      422,
      "Field extraction validation error: The following schema fields were not supported: {keywords}",
    ],
    ["schema-keywords", 422, "The following schema fields were not supported: {keywords}"],
    ["both-inputs", 422, "Cannot provide both 'markdown' and 'markdown_url'. Please provide only one."],
    ["no-input", 422, "Must provide either 'markdown' or 'markdown_url'."],
    ["empty-input", 422, "No markdown file or URL provided."],
    ["multiple-files", 422, "Multiple markdown files detected ({count}). Please provide only one document file."],
    ["multiple-files", 422, "Multiple markdown files detected ({count})."],
    [
      "unknown-model-version",
      422,
      "Unknown extract version '{version}'. Valid versions: {versions} (or extract-latest).",
    ],
    ["invalid-json-schema", 422, "The provided string is not valid JSON, let alone a schema."],
    ["no-input", 422, "provide exactly one of markdown or markdown_url"],
    ["url-not-fetched", [400, 422], "Failed to fetch markdown_url: {error_details}"],
    ["save-url-missing", 400, "output_save_url must be present if zeroDataRetention is enabled"],
    ["only-url-accepted", 400, "Only markdown_url is accepted if zeroDataRetention is enabled"],
  ]),
  ...rows(null, [
    ["schema-generation-invalid", 400, "Schema generation invalid: {error_details}"],
    [
      "schema-generation-no-input",
      422,
      "Must provide at least one of 'markdowns', 'markdown_urls', 'schema', or 'prompt'.",
    ],
    ["existing-schema-invalid", 422, "Invalid existing schema JSON: {error_details}"],
    ["schema-generation-not-valid", 422, "Schema generation validation error: {error_details}"],
  ]),
  ...rows(null, [
    ["unsupported-model", 400, "Unsupported model: {version}", "general"],
    ["too-many-pages", 422, "PDF must not exceed {limit} pages"],
    ["too-many-pages", 422, "document has {count} pages; the per-request limit is {limit}"],
    ["password-required", 422, "Document is password-protected. Please provide the password parameter."],
    ["password-not-supported", 422, "Password-protected documents are not currently supported for your account."],
    ["password-wrong", 422, "Failed to decrypt document. The password is incorrect or the file is corrupted."],
    ["custom-prompt-too-long", 422, "custom_prompts['figure'] must be 512 characters or fewer."],
    ["custom-prompts-not-supported", 422, "custom_prompts is not supported for the '{model}' model."],
    ["every-page-failed", 500, "Failed to process the document"],
    ["document-too-large", 422, "Image size should be less than 50MB"],
    ["document-too-large", 422, "PDF size should be less than 50MB"],
    ["document-too-large", [413, 422], "document exceeds 50 MiB cap"],
    ["document-too-large", [413, 422], "document_url body exceeds 50 MiB cap"],
    ["no-pages", 422, "PDF contains zero pages. Please provide a PDF with at least one page"],
    ["document-not-readable", 422, "Failed to open PDF. Ensure it is a valid PDF file"],
    ["unknown-model-version", [400, 422], "Unknown model version '{version}'. Available: {versions}."],
    ["document-missing", 422, "One of `document` or `document_url` is required."],
    ["document-missing", 422, "Provide exactly one of `document` or `document_url`, not both."],
    ["unsupported-document", 422, "Unrecognised file format ({filename})."],
    ["empty-file", 422, "Empty file ({filename})."],
    ["page-numbers", 422, "pages: page numbers are 1-indexed (must be >= 1), got: {pages}"],
    ["options-not-valid", 422, "options: invalid JSON: {details}"],
    ["options-not-valid", 422, "options.{field}: Extra inputs are not permitted"],
    ["url-not-fetched", [400, 422], "document_url scheme must be http or https, got '{scheme}'"],
    ["url-not-fetched", [400, 422], "document_url missing hostname"],
    ["url-not-fetched", [400, 422], "document_url hostname did not resolve: {hostname}"],
    ["url-not-fetched", [400, 422], "document_url resolves to a non-public IP: {ip}"],
    ["url-not-fetched", [400, 422], "document_url returned a redirect; supply the final URL directly."],
    ["url-not-fetched", [400, 422], "Failed to fetch document_url: {details}"],
  ]),
];
