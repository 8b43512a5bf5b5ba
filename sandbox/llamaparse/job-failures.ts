import type { Provocation } from "../provoke/provocation.ts";
import { documentedErrors, rowName } from "./documented-errors.ts";
import { jobCreates, parseCreates } from "./route-names.ts";

interface JobFailure {
  code: string | null;
  /** The sentence beside the code; `{id}` becomes the job's id, null = the job fails without a word. */
  message: string | null;
  slug?: string;
  summary?: string;
  natural?: string;
  endpoints?: readonly string[];
}

/** Sentences seen beside documented codes in the vendor's issue tracker; the other codes show the table's meaning. */
const seenSentences: Record<string, string> = {
  UNSUPPORTED_FILE_TYPE: "Unsupported file type.",
  PDF_IS_PROTECTED: "Could not open PDF, as it seems to be protected.",
};

const naturally: Record<string, string> = {
  UNSUPPORTED_FILE_TYPE: "a file name whose ending the vendor does not list",
  PDF_IS_PROTECTED: "a PDF whose bytes name an encryption dictionary (/Encrypt)",
  PDF_IS_BROKEN: "a file called .pdf that does not begin like one",
  TIMEOUT: "processing_control.timeouts shorter than the job's run, or `timeout-2s`",
};

const documented: readonly JobFailure[] = documentedErrors
  .filter((error) => error.section === "Job failure reasons")
  .map((error) => ({
    code: error.row,
    message: seenSentences[error.row] ?? error.meaning,
    natural: naturally[error.row],
  }));

/** Failures that users and maintainers quote, beyond the documented seven. */
const seenElsewhere: readonly JobFailure[] = [
  { code: "ERROR_DURING_PROCESSING", message: "An unknown error occurred during processing. Job id: {id}" },
  {
    code: "INVALID_TIER_VERSION_COMBINATION",
    message: null,
    summary: "The create succeeds, the job fails later",
    natural: "an unknown tier, or a version the tier does not have",
    endpoints: parseCreates,
  },
  {
    code: "MISSING_VERSION_FOR_TIER",
    message: "Must specify a version with a tier. Tier: cost_effective",
    endpoints: parseCreates,
  },
  { code: "PDF_TOO_LARGE", message: "Job failed: PDF_TOO_LARGE", summary: "The older name of DOCUMENT_TOO_LARGE" },
  { slug: "fail-fetch-failed", code: null, message: "Error while parsing the file: fetch failed" },
  {
    slug: "fail-markdown-extraction",
    code: null,
    message: "Something went wrong while extracting the markdown.",
  },
  { slug: "fail-process-file", code: null, message: "Failed to process file." },
  {
    slug: "fail-result-not-found",
    code: null,
    message: "Result for Parsing Job {id} not found. Check job status to see if it has completed.",
    summary: "The sentence of a 404 as the reason of a failed job (llama_cloud_services issue 900)",
  },
  {
    slug: "fail-parsing-error",
    code: null,
    message:
      "parsing_error: Error on parsing: Result for Parsing Job {id} not found. Check job status to see if it has " +
      "completed.",
  },
  {
    slug: "fail-engine-error",
    code: null,
    message: "engine_error: The extraction engine could not finish the document",
  },
  { slug: "fail-llm-refusal", code: null, message: "llm_refusal" },
  {
    slug: "fail-undocumented",
    code: null,
    message: "Shard 7 refused the lease (XQ-0042)",
    summary: "A reason nobody has documented, to see what an unknown failure looks like",
  },
  {
    slug: "fail-no-reason",
    code: null,
    message: null,
    summary: "Fails without a word (llama_cloud_services issue 642)",
  },
];

function provocationOf(failure: JobFailure): Provocation {
  const slug = failure.slug ?? `fail-${failure.code}`;
  const row = documentedErrors.find((error) => error.section === "Job failure reasons" && error.row === failure.code);
  return {
    slug,
    kind: "job",
    summary: failure.summary ?? "The job fails with this reason",
    status: null,
    text: failure.message,
    code: failure.code,
    endpoints: failure.endpoints ?? jobCreates,
    rows: row === undefined ? [] : [rowName(row)],
    natural: failure.natural ?? null,
    jobMessage: failure.message,
  };
}

/** Everything a job can fail with. */
export const jobFailures: readonly Provocation[] = [...documented, ...seenElsewhere].map(provocationOf);

/** What a job fails with that ran into its own time limit. */
export const timeoutFailure = jobFailures.find((failure) => failure.code === "TIMEOUT") ?? null;

/**
 * The one text field of v2 and split jobs. No real sample is published; code and sentence together are an assumption.
 */
export function errorMessageOf(failure: Provocation, jobId: string): string | null {
  const sentence = failure.jobMessage?.replaceAll("{id}", jobId) ?? null;
  if (failure.code === null || sentence?.includes(failure.code)) return sentence;
  return sentence === null ? failure.code : `${failure.code}: ${sentence}`;
}
