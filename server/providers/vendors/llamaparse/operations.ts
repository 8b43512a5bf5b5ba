import type { OperationFact, OperationKind } from "../../contract.ts";

/**
 * Every endpoint of the vendor's OpenAPI and of `@llamaindex/llama-cloud` 2.16.0 that Docket knows by name,
 * read on 2026-11-20. Anything else is still proxied and shown by method and path.
 */

type Row = readonly [name: string, kind: OperationKind, method: string, path: string, vocabulary?: string];

/** Creates that take a `transaction_id`: a second one of the same project answers with the first one's job. */
const named = new Set(["classify.create", "split.create"]);

function rows(product: string, list: readonly Row[]): OperationFact[] {
  return list.map(([name, kind, method, path, vocabulary]) => ({
    name,
    product,
    kind,
    method,
    path,
    vocabulary,
    ...(named.has(name) ? { idempotencyField: "transaction_id" } : {}),
  }));
}

export const operations: readonly OperationFact[] = [
  ...rows("upload", [
    ["files.create", "upload", "POST", "/api/v1/beta/files"],
    ["files.create_v1", "upload", "POST", "/api/v1/files"],
    ["files.presign", "other", "PUT", "/api/v1/files"],
    ["files.upload_from_url", "upload", "PUT", "/api/v1/files/upload_from_url"],
    ["files.list", "read", "GET", "/api/v1/beta/files"],
    ["files.query", "read", "POST", "/api/v1/beta/files/query"],
    ["files.get", "read", "GET", "/api/v1/beta/files/{id}"],
    ["files.content", "read", "GET", "/api/v1/beta/files/{id}/content"],
    ["files.delete", "other", "DELETE", "/api/v1/beta/files/{id}"],
  ]),
  ...rows("parse", [
    ["parse.create", "create_job", "POST", "/api/v2/parse", "parse_v2"],
    ["parse.upload", "create_job", "POST", "/api/v2/parse/upload", "parse_v2"],
    ["parse.versions", "read", "GET", "/api/v2/parse/versions"],
    ["parse.list", "list_jobs", "GET", "/api/v2/parse", "parse_v2"],
    ["parse.get", "read_job", "GET", "/api/v2/parse/{id}", "parse_v2"],
    ["parse.cancel", "cancel_job", "POST", "/api/v2/parse/{id}/cancel", "parse_v2"],
    ["parse.delete", "delete_job", "DELETE", "/api/v2/parse/{id}", "parse_v2"],
    ["parse_v1.upload", "create_job", "POST", "/api/v1/parsing/upload", "parse_v1"],
    ["parse_v1.upload_legacy", "create_job", "POST", "/api/parsing/upload", "parse_v1"],
    ["parse_v1.get", "read_job", "GET", "/api/v1/parsing/job/{id}", "parse_v1"],
    ["parse_v1.get_legacy", "read_job", "GET", "/api/parsing/job/{id}", "parse_v1"],
    ["parse_v1.details", "read", "GET", "/api/v1/parsing/job/{id}/details", "parse_v1"],
    ["parse_v1.parameters", "read", "GET", "/api/v1/parsing/job/{id}/parameters"],
    ["parse_v1.result", "read_job", "GET", "/api/v1/parsing/job/{id}/result/{format}", "parse_v1"],
    ["parse_v1.result_legacy", "read_job", "GET", "/api/parsing/job/{id}/result/{format}", "parse_v1"],
    ["parse_v1.image", "read", "GET", "/api/v1/parsing/job/{id}/result/image/{name}"],
    ["parse_v1.read", "read", "GET", "/api/v1/parsing/job/{id}/read/{filename}"],
  ]),
  ...rows("extract", [
    ["extract.create", "create_job", "POST", "/api/v2/extract", "extract_v2"],
    ["extract.list", "list_jobs", "GET", "/api/v2/extract", "extract_v2"],
    ["extract.get", "read_job", "GET", "/api/v2/extract/{id}", "extract_v2"],
    ["extract.cancel", "cancel_job", "POST", "/api/v2/extract/{id}/cancel", "extract_v2"],
    ["extract.delete", "delete_job", "DELETE", "/api/v2/extract/{id}", "extract_v2"],
    ["extract_v1.create", "create_job", "POST", "/api/v1/extraction/jobs", "extract_v1"],
    ["extract_v1.create_file", "create_job", "POST", "/api/v1/extraction/jobs/file", "extract_v1"],
    ["extract_v1.create_batch", "create_job", "POST", "/api/v1/extraction/jobs/batch", "extract_v1"],
    ["extract_v1.run", "create_job", "POST", "/api/v1/extraction/run", "extract_v1"],
    ["extract_v1.list", "list_jobs", "GET", "/api/v1/extraction/jobs", "extract_v1"],
    ["extract_v1.get", "read_job", "GET", "/api/v1/extraction/jobs/{id}", "extract_v1"],
    ["extract_v1.result", "read", "GET", "/api/v1/extraction/jobs/{id}/result"],
    ["extract_v1.agents.create", "other", "POST", "/api/v1/extraction/extraction-agents"],
    ["extract_v1.agents.list", "read", "GET", "/api/v1/extraction/extraction-agents"],
    ["extract_v1.agents.get", "read", "GET", "/api/v1/extraction/extraction-agents/{id}"],
    ["extract_v1.agents.delete", "other", "DELETE", "/api/v1/extraction/extraction-agents/{id}"],
  ]),
  ...rows("classify", [
    ["classify.create", "create_job", "POST", "/api/v2/classify", "classify_v2"],
    ["classify.list", "list_jobs", "GET", "/api/v2/classify", "classify_v2"],
    ["classify.get", "read_job", "GET", "/api/v2/classify/{id}", "classify_v2"],
    ["classify.cancel", "cancel_job", "POST", "/api/v2/classify/{id}/cancel", "classify_v2"],
    ["classify_v1.create", "create_job", "POST", "/api/v1/classifier/jobs", "classify_v1"],
    ["classify_v1.list", "list_jobs", "GET", "/api/v1/classifier/jobs", "classify_v1"],
    ["classify_v1.get", "read_job", "GET", "/api/v1/classifier/jobs/{id}", "classify_v1"],
    ["classify_v1.results", "read", "GET", "/api/v1/classifier/jobs/{id}/results"],
  ]),
  ...rows("split", [
    ["split.create", "create_job", "POST", "/api/v1/split/jobs", "split_v1"],
    ["split.list", "list_jobs", "GET", "/api/v1/split/jobs", "split_v1"],
    ["split.get", "read_job", "GET", "/api/v1/split/jobs/{id}", "split_v1"],
    ["split.cancel", "cancel_job", "POST", "/api/v1/split/jobs/{id}/cancel", "split_v1"],
    ["split.delete", "delete_job", "DELETE", "/api/v1/split/jobs/{id}", "split_v1"],
    ["split_beta.create", "create_job", "POST", "/api/v1/beta/split/jobs", "split_beta"],
    ["split_beta.list", "list_jobs", "GET", "/api/v1/beta/split/jobs", "split_beta"],
    ["split_beta.get", "read_job", "GET", "/api/v1/beta/split/jobs/{id}", "split_beta"],
  ]),
  ...rows("sheets", [
    ["sheets.create", "create_job", "POST", "/api/v1/beta/sheets/jobs", "sheets"],
    ["sheets.list", "list_jobs", "GET", "/api/v1/beta/sheets/jobs", "sheets"],
    ["sheets.get", "read_job", "GET", "/api/v1/beta/sheets/jobs/{id}", "sheets"],
    ["sheets.delete", "delete_job", "DELETE", "/api/v1/beta/sheets/jobs/{id}", "sheets"],
  ]),
  ...rows("batch", [
    ["batch.create", "create_job", "POST", "/api/v2/batches", "batch_v2"],
    ["batch.list", "list_jobs", "GET", "/api/v2/batches", "batch_v2"],
    ["batch.get", "read_job", "GET", "/api/v2/batches/{id}", "batch_v2"],
    ["batch.cancel", "cancel_job", "POST", "/api/v2/batches/{id}/cancel", "batch_v2"],
  ]),
  ...rows("account", [
    ["projects.list", "read", "GET", "/api/v1/projects"],
    ["job_data_points.list", "read", "GET", "/api/v1/job-data-points"],
    ["usage_metrics.list", "read", "GET", "/api/v1/beta/usage-metrics"],
    ["webhook_configs.list", "read", "GET", "/api/v1/beta/webhook-configs"],
    ["webhook_configs.create", "other", "POST", "/api/v1/beta/webhook-configs"],
  ]),
];

/** Where a vocabulary's jobs live; `{id}` and below are appended. */
export const jobPaths: Readonly<Record<string, string>> = {
  parse_v2: "/api/v2/parse",
  parse_v1: "/api/v1/parsing/job",
  extract_v2: "/api/v2/extract",
  extract_v1: "/api/v1/extraction/jobs",
  classify_v2: "/api/v2/classify",
  classify_v1: "/api/v1/classifier/jobs",
  split_v1: "/api/v1/split/jobs",
  split_beta: "/api/v1/beta/split/jobs",
  sheets: "/api/v1/beta/sheets/jobs",
  batch_v2: "/api/v2/batches",
};

/** Vocabularies whose vendor endpoint can cancel. */
export const cancellable: ReadonlySet<string> = new Set([
  "parse_v2",
  "extract_v2",
  "classify_v2",
  "split_v1",
  "batch_v2",
]);
