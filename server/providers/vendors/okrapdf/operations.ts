import type { OperationFact, OperationKind } from "../../contract.ts";

/**
 * The endpoints the vendor's material names, with and without the version in the path (docs.okrapdf.com, okrapdf.dev,
 * github.com/okrapdf/okrapdf-sdk, server, skills, cli; read 2026-11-20). Anything else is still proxied.
 */
type Row = readonly [name: string, kind: OperationKind, method: string, path: string, vocabulary?: string];

function rows(product: string, list: readonly Row[]): OperationFact[] {
  return list.map(([name, kind, method, path, vocabulary]) => ({ name, product, kind, method, path, vocabulary }));
}

export const operations: readonly OperationFact[] = [
  ...rows("parse", [
    ["documents.create", "create_job", "POST", "/v1/documents", "document"],
    ["documents.upload_url", "create_job", "POST", "/document/{id}/upload-url", "document"],
    ["documents.upload", "create_job", "POST", "/document/{id}/upload", "document"],
    ["documents.confirm_upload", "create_job", "POST", "/document/{id}/confirm-upload", "document"],
    ["documents.status", "read_job", "GET", "/v1/documents/{id}/status", "document"],
    ["documents.status_unversioned", "read_job", "GET", "/document/{id}/status", "document"],
    ["documents.get", "read_job", "GET", "/v1/documents/{id}", "document"],
    ["documents.list", "list_jobs", "GET", "/v1/documents", "document"],
    ["documents.log", "read", "GET", "/document/{id}/log"],
    ["parse.create", "create_job", "POST", "/v1/parse", "job"],
    ["jobs.list", "list_jobs", "GET", "/v1/jobs", "job"],
    ["jobs.get", "read_job", "GET", "/v1/jobs/{id}", "job"],
  ]),
  ...rows("upload", [
    ["presign", "other", "POST", "/presign"],
    ["files.upload", "upload", "POST", "/v1/files"],
  ]),
  ...rows("extract", [
    ["chat.completions", "sync_job", "POST", "/v1/documents/{id}/chat/completions", "sync"],
    ["chat.completions_unversioned", "sync_job", "POST", "/document/{id}/chat/completions", "sync"],
    ["resolve.chat", "sync_job", "POST", "/v1/resolve/chat/completions", "sync"],
    ["structured_output", "sync_job", "POST", "/document/{id}/structured-output", "sync"],
    ["structured_output_v1", "sync_job", "POST", "/v1/documents/{id}/structured-output", "sync"],
    ["generate", "sync_job", "POST", "/document/{id}/generate", "sync"],
    ["older.extract", "create_job", "POST", "/api/v1/extract", "older_job"],
    ["older.extract_sync", "sync_job", "POST", "/api/v1/extract/sync", "sync"],
    ["older.jobs.get", "read_job", "GET", "/api/v1/jobs/{id}", "older_job"],
    ["older.jobs.results", "read", "GET", "/api/v1/jobs/{id}/results"],
  ]),
  ...rows("collection", [
    ["collections.list", "read", "GET", "/v1/collections"],
    ["collections.create", "other", "POST", "/v1/collections"],
    ["collections.query", "other", "POST", "/v1/collections/{id}/query"],
  ]),
  ...rows("mcp", [["mcp", "other", "POST", "/mcp"]]),
  ...rows("account", [["vendors.list", "read", "GET", "/v1/vendors"]]),
];

/** Where a vocabulary's jobs are asked about. */
export const pollPaths: Readonly<Record<string, (id: string) => string>> = {
  document: (id) => `/v1/documents/${id}/status`,
  job: (id) => `/v1/jobs/${id}`,
  older_job: (id) => `/api/v1/jobs/${id}`,
};
