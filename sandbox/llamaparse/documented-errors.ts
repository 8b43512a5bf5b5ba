/**
 * Every row of the error tables on LlamaParse's troubleshooting page
 * (developers.llamaindex.ai/llamaparse/general/troubleshooting/, read on 2026-11-20), the error texts verbatim.
 */
export interface DocumentedError {
  section: DocumentedSection;
  /** The message, code or status name; `...` stands where the vendor fills something in. */
  row: string;
  /** HTTP status; null for a reason that a job's own status shows. */
  status: number | null;
  /** What the table says it means, where the stand-in says the same; null elsewhere. */
  meaning: string | null;
}

export const documentedSections = [
  "Quota & Billing Errors",
  "File Upload Errors",
  "Parse Errors",
  "Job failure reasons",
  "Extract Errors",
  "Classify Errors",
  "Split Errors",
  "HTTP Status Code Reference",
] as const;
export type DocumentedSection = (typeof documentedSections)[number];

type Row = readonly [row: string, status: number | null, meaning?: string];

const tables: Record<DocumentedSection, readonly Row[]> = {
  "Quota & Billing Errors": [
    ["You've exceeded the maximum number of credits for your plan.", 402],
    ["No quota left to create a job", 402],
    ["The total number of files would exceed the maximum allowed...", 402],
    ["You've already reached the maximum number of projects...", 429],
    ["You've already reached the maximum number of indexes...", 429],
    ["You've already reached the maximum number of users...", 429],
    ["You've already reached the maximum number of data sources...", 429],
    ["You've already reached the maximum number of extraction agents...", 429],
  ],
  "File Upload Errors": [
    ["Uploaded file is empty.", 400],
    ["File must have a filename.", 400],
    ["file field is required for multipart requests.", 400],
    ["Rate limit exceeded. The file upload limit is ... requests per second.", 429],
  ],
  "Parse Errors": [
    ["Either file, input_url, or input_s3_path must be provided.", 400],
    ["File name exceeds the maximum length of ... characters", 400],
    ["Parsing mode ... is not supported.", 400],
    ["Vendor multimodal model ... is not supported.", 400],
    ["Markdown expansion is not available for FAST tier jobs.", 400],
    ["Invalid JSON in webhook_configurations: ...", 400],
    ["Access denied to this parse configuration", 403],
    ["Parse job not found", 404],
    ["Result not found. Check job status to see if it has completed.", 404],
    ["Source file not found in storage", 404],
  ],
  "Job failure reasons": [
    ["UNSUPPORTED_FILE_TYPE", null, "File format is not supported"],
    ["PDF_IS_PROTECTED", null, "The PDF is password-protected"],
    ["PDF_IS_BROKEN", null, "The PDF is corrupted or malformed"],
    ["NO_DATA_FOUND_IN_FILE", null, "The file contains no extractable content"],
    ["DOCUMENT_TOO_LARGE", null, "The document exceeds processing limits"],
    ["TOO_MANY_PAGES", null, "Document exceeds the maximum page count"],
    ["TIMEOUT", null, "Processing exceeded the timeout limit"],
  ],
  "Extract Errors": [
    ["schema_validation: ...", 400],
    ["inputs_invalid: ...", 400],
    ["inputs_invalid: Parse job ... is not completed (status: ...)", 400],
    ["File size exceeds ...MB limit.", 413],
    ["Extraction agent name must have at least some alphanumeric characters.", 400],
    ["Cannot delete the default extraction agent.", 400],
    ["Access denied to the specified file.", 403],
    ["Extraction agent ... not found or user does not have access.", 404],
    ["engine_error: ...", 422],
    ["llm_refusal", 422],
    ["Resources exhausted. Please wait for existing jobs to complete.", 429],
  ],
  "Classify Errors": [
    ["File ID ... is not in Project ID ...", 400],
    ["Parse Job ID ... is not in Project ID ...", 400],
    ["Invalid classify configuration parameters for ...: ...", 400],
    ["Classify job not found", 404],
    ["Classify configuration ... not found", 404],
    ["Rate limit exceeded. Maximum 40 classify job creations per second.", 429],
    ["Classify endpoints are currently unavailable.", 503],
  ],
  "Split Errors": [
    ["Only file_id document inputs are supported for split jobs.", 400],
    ["Unsupported file type: ... Supported file types are ...", 400],
    ["File size (... MB) exceeds the maximum allowed size of ... MB.", 400],
    ["Split configuration ... has no categories", 400],
    ["File ... not found in project ...", 404],
    ["Split job not found", 404],
  ],
  "HTTP Status Code Reference": [
    ["Bad Request", 400, "Malformed request or missing required parameters"],
    ["Unauthorized", 401, "Missing or invalid API key"],
    ["Payment Required", 402, "Credit or quota limit exceeded"],
    ["Forbidden", 403, "Insufficient permissions for this resource"],
    ["Not Found", 404, "Resource doesn’t exist (invalid ID or deleted)"],
    ["Conflict", 409, "Duplicate resource or concurrent modification"],
    ["Payload Too Large", 413, "File exceeds size limit"],
    ["Unprocessable Entity", 422, "Valid request but invalid data (schema violations, bad enum values)"],
    ["Too Many Requests", 429, "Rate limit exceeded"],
    ["Internal Server Error", 500],
    ["Bad Gateway", 502],
    ["Service Unavailable", 503],
    ["Gateway Timeout", 504],
  ],
};

export const documentedErrors: readonly DocumentedError[] = documentedSections.flatMap((section) =>
  tables[section].map(([row, status, meaning]) => ({ section, row, status, meaning: meaning ?? null })),
);

/** How a provocation names the row it answers for. */
export function rowName(error: Pick<DocumentedError, "section" | "row">): string {
  return `${error.section}: ${error.row}`;
}

/** The row of that section and text; throws when the page has none, so that no text is made up. */
export function documentedError(section: DocumentedSection, row: string): DocumentedError {
  const found = documentedErrors.find((error) => error.section === section && error.row === row);
  if (found === undefined) throw new Error(`not documented: ${section}: ${row}`);
  return found;
}
