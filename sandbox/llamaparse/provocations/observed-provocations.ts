import { jsonReply, type Reply, textReply } from "../../http/reply.ts";
import type { Provocation } from "../../provoke/provocation.ts";
import { detailReply, fillIn, gatewayPage, validationReply } from "../error-replies.ts";
import { exampleIds } from "../example-ids.ts";
import * as routes from "../route-names.ts";

/** Texts the vendor really sends, though its error tables do not list them; `...` marks a gap. */
export const observedTexts = {
  /** Seen live on 2026-09-13, for a dead key and for a key of another region alike. */
  invalidKey:
    "Invalid API Key. Please check your region https://developers.llamaindex.ai/python/cloud/general/regions.",
  notAuthenticated: "Not authenticated",
  /** github.com/run-llama/llama_cloud_services/issues/685 */
  vendorKey: "Vendor API key are only supported for parse mode parse_page_with_lvm!",
  missingVersion: "Must specify a version with a tier. Tier: ...",
  /** github.com/run-llama/llama_cloud_services/issues/595 */
  resultOfJob: "Result for Parsing Job ... not found. Check job status to see if it has completed.",
  /** github.com/run-llama/llama_cloud_services/issues/1132 */
  multipartConfiguration: "Invalid configuration: ...",
} as const;

interface Observed {
  slug: string;
  status: number;
  text: string | null;
  answer: () => Reply;
  summary: string;
  /** Default: anywhere. */
  endpoints?: readonly string[];
  natural?: string;
}

/** An observed `{"detail": text}`, gaps filled. */
function said(
  status: number,
  text: string,
  values: readonly string[] = [],
): Pick<Observed, "status" | "text" | "answer"> {
  return { status, text, answer: () => detailReply(status, fillIn(text, values)) };
}

const observed: readonly Observed[] = [
  {
    slug: "http-401-invalid-key",
    ...said(401, observedTexts.invalidKey),
    summary: "A dead key and a key of another region answer alike",
    natural: "a key that does not start with llx- or contains `invalid` or `wrong-region`",
  },
  {
    slug: "http-401-not-authenticated",
    ...said(401, observedTexts.notAuthenticated),
    summary: "No usable Authorization header",
    natural: "a request without `Authorization: Bearer …`",
  },
  {
    slug: "http-500-plain-text",
    status: 500,
    text: "Internal Server Error",
    answer: () => textReply(500, "Internal Server Error"),
    summary: "A 500 that is not JSON (llama_cloud_services issues 332 and 338)",
  },
  {
    slug: "http-502-html",
    status: 502,
    text: null,
    answer: () => gatewayPage(502, "Bad Gateway"),
    summary: "A load balancer's HTML page",
  },
  {
    slug: "http-504-html",
    status: 504,
    text: null,
    answer: () => gatewayPage(504, "Gateway Time-out"),
    summary: "A load balancer's HTML page",
  },
  {
    slug: "http-413-html",
    status: 413,
    text: null,
    answer: () => gatewayPage(413, "Request Entity Too Large"),
    summary: "A proxy in between refuses the body (llama_cloud_services issue 307)",
  },
  {
    slug: "http-422-validation",
    status: 422,
    text: null,
    answer: () => validationReply([{ type: "missing", loc: ["body", "file_input"], msg: "Field required", input: {} }]),
    summary: "The framework's list of validation errors",
    natural: "missing, unknown or ill-typed fields",
  },
  {
    slug: "http-422-validation-v1",
    status: 422,
    text: null,
    answer: () =>
      jsonReply(422, {
        detail: [
          {
            loc: ["body", "language"],
            msg: "value is not a valid enumeration member",
            type: "type_error.enum",
          },
        ],
      }),
    summary: "The same list in the older form without `input` (llama_cloud_services issue 30)",
  },
  {
    slug: "http-422-multipart-configuration",
    ...said(422, observedTexts.multipartConfiguration, [
      "1 validation error for LlamaParseMultipartConfiguration\nresult_type\n  Extra inputs are not permitted " +
        "[type=extra_forbidden, input_value='markdown', input_type=str]",
    ]),
    endpoints: ["POST /api/v2/parse/upload"],
    summary: "Configuration errors of a multipart upload come as one text (llama_cloud_services issue 1132)",
    natural: "a multipart configuration with unknown fields",
  },
  {
    slug: "http-400-missing-version",
    ...said(400, observedTexts.missingVersion, ["cost_effective"]),
    endpoints: routes.parseCreates,
    summary: "A tier without a version",
    natural: "a parse request that names a tier and no version",
  },
  {
    slug: "http-400-vendor-key",
    ...said(400, observedTexts.vendorKey),
    endpoints: ["POST /api/v1/parsing/upload"],
    summary: "A model vendor's key with a parse mode that cannot use it (llama_cloud_services issue 685)",
    natural: "a v1 upload with vendor_multimodal_api_key and another parse_mode",
  },
  {
    slug: "http-404-result-with-id",
    ...said(404, observedTexts.resultOfJob, [exampleIds.parseJob]),
    endpoints: routes.parseResults,
    summary: "The 404 of a missing result with the id inside (llama_cloud_services issue 595)",
  },
  {
    slug: "http-404-job",
    ...said(404, "Job not found"),
    endpoints: [...routes.parseReads, "GET /api/v1/extraction/jobs/{id}"],
    summary: "The short 404 of the older endpoints",
    natural: "an unknown v1 extraction job id",
  },
];

export const observedProvocations: readonly Provocation[] = observed.map(
  ({ endpoints = ["*"], natural = null, ...rest }) => ({
    ...rest,
    kind: "http",
    code: null,
    rows: [],
    endpoints,
    natural,
  }),
);
