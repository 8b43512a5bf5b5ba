import type { Exchange } from "../http/exchange.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import type { Provocation } from "../provoke/provocation.ts";
import { provocation } from "./error-row.ts";
import { extractErrors } from "./extract-errors.ts";
import { otherErrors } from "./other-errors.ts";
import { jobCreates } from "./route-names.ts";

const anywhere = ["*"];
const v1Extract = ["POST /v1/ade/extract"];

/** The key check answers in a shape of its own, whatever the endpoint. */
function keyError(slug: string, text: string, natural: string): Provocation {
  return {
    slug,
    kind: "http",
    summary: text,
    status: 401,
    text,
    code: null,
    endpoints: anywhere,
    rows: [text],
    natural,
    answer: () => jsonReply(401, { error: text }),
  };
}

const partial = "Extracted data does not completely conform to the requested schema. See below error for details.";
const advice =
  "Please read our documentation for more information: https://docs.landing.ai/ade/ade-extract-troubleshoot";
const nullValue =
  "The value at 'total' was not found in the document, so null was returned. Since the schema requires a non-null value, verify that the document indeed doesn't contain this data, and if so, update the schema to allow null by adding 'null' to the field's type (e.g., type: ['string', 'null']) or by setting nullable: true.";

/** What is told inside a result, in its metadata. */
export interface Loss {
  schema_violation_error: string | null;
  warnings: { code: string; msg: string }[];
}

const output = (msg: string): Loss => ({
  schema_violation_error: msg,
  warnings: [{ code: "nonconformant_output", msg }],
});

/** Partial results by slug; `usual` is what `ends-partial` gives. */
export const losses: Readonly<Record<string, Loss>> = {
  "http-206-not-conforming": { ...output(`${partial}\n'total' is a required property\n${advice}`), warnings: [] },
  "http-206-null-value": { ...output(nullValue), warnings: [] },
  "http-206-warning-schema": {
    schema_violation_error: null,
    warnings: [{ code: "nonconformant_schema", msg: "The keyword 'allOf' was removed from the schema." }],
  },
  "http-206-warning-output": output("'total' is not of type 'number'"),
};
export const usualLoss: Loss = output(`${partial}\n'total' is a required property\n${advice}`);

const lossRows: Readonly<Record<string, string>> = {
  "http-206-not-conforming": partial,
  "http-206-null-value": nullValue.replace("'total'", "'field_name'"),
  "http-206-warning-schema": "nonconformant_schema",
  "http-206-warning-output": "nonconformant_output",
};

const partials: readonly Provocation[] = Object.entries(losses).map(([slug, loss]) => ({
  slug,
  kind: "http",
  summary: "A result that is not whole",
  status: 206,
  text: loss.schema_violation_error ?? loss.warnings[0]?.msg ?? null,
  code: loss.warnings[0]?.code ?? null,
  endpoints: v1Extract,
  rows: [lossRows[slug] ?? ""],
  natural: null,
  answer: (_exchange: Exchange): Reply =>
    jsonReply(206, {
      extraction: { total: null },
      extraction_metadata: {},
      metadata: { filename: "provoked.md", duration_ms: 900, credit_usage: 1.2, version: "extract-20260314", ...loss },
    }),
}));

export const requestProvocations: readonly Provocation[] = [
  ...[...extractErrors, ...otherErrors].map(provocation),
  ...partials,
  keyError("http-401-key-format", "Invalid API Key Format", "a key that is too short"),
  keyError(
    "http-401-key",
    "Invalid API Key, please check that your API key is complete and entered correctly.",
    "a key that contains `invalid` or `wrong-region`",
  ),
];

/** Failures of jobs: the first API tells a sentence, the second a code as well. */
export const jobFailures: readonly Provocation[] = (
  [
    ["fail-timeout", null, "Request timed out after 900 seconds"],
    ["fail-every-page", null, "Failed to process the document"],
    ["fail-download", null, "Failed to download document from URL: HTTP 403"],
    ["fail-credits", null, "Your account does not have enough credits to complete processing."],
    ["fail-internal", "internal_error", "An internal error occurred"],
    ["fail-without-reason", null, null],
  ] as const
).map(([slug, code, text]) => ({
  slug,
  kind: "job",
  summary: text ?? "The job fails and says nothing",
  status: null,
  text,
  code,
  endpoints: jobCreates,
  rows: ["Failed Jobs"],
  natural: null,
  jobMessage: text,
}));
