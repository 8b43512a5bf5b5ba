import type { SourceDocument } from "#server/catalog/types.ts";

const checkedOn = "2026-11-20";
const docs = "https://developers.llamaindex.ai/llamaparse/general";

function issue(repository: string, number: number): SourceDocument {
  return {
    id: `${repository}#${number}`,
    title: `GitHub issue ${number}, ${repository}`,
    url: `https://github.com/${repository}/issues/${number}`,
    checkedOn,
  };
}

/** LlamaParse's own error page: 66 table rows and the topics above them. */
export const troubleshooting = "llamaparse-troubleshooting";
/** Names of the issues a sentence was taken from, as used in `sources[].document`. */
export const services = (number: number) => `run-llama/llama_cloud_services#${number}`;

/** The material the LlamaParse entries were written from. */
export const llamaparseDocuments: readonly SourceDocument[] = [
  { id: troubleshooting, title: "Troubleshooting & Error Codes", url: `${docs}/troubleshooting/`, checkedOn },
  { id: "llamaparse-webhooks", title: "Webhooks", url: `${docs}/webhooks/`, checkedOn },
  { id: "llamaparse-limitations", title: "Limitations", url: `${docs}/limitations/`, checkedOn },
  {
    id: "llamaparse-openapi",
    title: "LlamaCloud OpenAPI description",
    url: "https://api.cloud.llamaindex.ai/api/openapi.json",
    checkedOn,
  },
  {
    id: "llamaparse-sdk",
    title: "npm @llamaindex/llama-cloud 2.16.0, wire types and client",
    url: "https://www.npmjs.com/package/@llamaindex/llama-cloud",
    checkedOn,
  },
  {
    id: "llamaparse-observed",
    title: "Answers of the live NA API as third parties recorded them, September 2026",
    url: null,
    checkedOn,
  },
  {
    id: "llamaparse-job-parameters",
    title: "Job predictability (LlamaParse v1)",
    url: "https://docs.cloud.llamaindex.ai/llamaparse/features/job_parameters",
    checkedOn,
  },
  {
    id: "llamaparse-python-reader",
    title: "Python package llama_cloud_services, parse/base.py",
    url: "https://github.com/run-llama/llama_cloud_services",
    checkedOn,
  },
  ...[25, 71, 160, 307, 319, 338, 382, 413, 470, 500, 563, 595, 631, 685, 686, 728, 833, 900, 916, 1107, 1132].map(
    (number) => issue("run-llama/llama_cloud_services", number),
  ),
  issue("run-llama/llama_extract", 29),
  issue("run-llama/llama_extract", 33),
  issue("run-llama/llama_index", 11076),
  issue("run-llama/LlamaIndexTS", 1302),
];
