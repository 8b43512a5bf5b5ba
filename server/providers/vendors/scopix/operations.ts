import type { OperationFact, OperationKind } from "../../contract.ts";

/**
 * The endpoints both editions of the material name (scopix.ai/docs, aionvision.tech/docs; older: github.com/AionVision/
 * AionVision, api/*.md), below `/api/v2`, read 2026-11-20. Anything else is still proxied.
 */
type Row = readonly [name: string, kind: OperationKind, method: string, path: string, vocabulary?: string];

function rows(product: string, list: readonly Row[]): OperationFact[] {
  return list.map(([name, kind, method, path, vocabulary]) => ({ name, product, kind, method, path, vocabulary }));
}

export const operations: readonly OperationFact[] = [
  ...rows("upload", [
    ["files.upload", "create_job", "POST", "/files/upload", "document"],
    ["files.upload_batch", "create_job", "POST", "/files/upload/batch", "batch"],
    ["files.direct_upload", "other", "POST", "/files/direct-uploads"],
    ["files.direct_upload_complete", "create_job", "POST", "/files/direct-uploads/{id}/complete", "document"],
    ["files.list", "read", "GET", "/files"],
    ["files.get", "read_job", "GET", "/files/{id}", "document"],
    ["files.text", "read", "GET", "/files/{id}/text"],
    ["files.chunks", "read", "GET", "/files/{id}/chunks"],
    ["files.variants", "read", "GET", "/files/{id}/variants"],
    ["files.digitization", "read", "GET", "/files/{id}/digitization"],
    ["files.similar", "read", "GET", "/files/{id}/similar"],
    ["files.delete", "delete_job", "DELETE", "/files/{id}", "document"],
    // The older edition.
    ["uploads.stream", "create_job", "POST", "/user-files/upload/stream", "document"],
    ["uploads.stream_batch", "create_job", "POST", "/user-files/upload/stream-batch", "session"],
    ["uploads.presign", "other", "POST", "/document-uploads/request-presigned-url"],
    ["uploads.confirm", "create_job", "POST", "/document-uploads/confirm", "document"],
    ["uploads.document_status", "read_job", "GET", "/document-uploads/{id}/status", "document"],
    ["uploads.image_status", "read_job", "GET", "/uploads/status/{id}", "image"],
    ["uploads.sessions.list", "list_jobs", "GET", "/uploads/sessions", "session"],
    ["uploads.sessions.status", "read_job", "GET", "/uploads/sessions/{id}/status", "session"],
    ["uploads.sessions.results", "read_job", "GET", "/uploads/sessions/{id}/results", "session"],
    ["uploads.sessions.cancel", "cancel_job", "POST", "/uploads/sessions/{id}/cancel", "session"],
    ["uploads.stuck", "read", "GET", "/uploads/stuck-uploads"],
    ["uploads.quota_check", "read", "GET", "/uploads/quota-check"],
  ]),
  ...rows("extract", [
    ["extract.sync", "sync_job", "POST", "/extract", "sync"],
    ["schemas.create", "other", "POST", "/custom-extraction-schemas"],
    ["schemas.list", "read", "GET", "/custom-extraction-schemas"],
    ["schemas.get", "read", "GET", "/custom-extraction-schemas/{id}"],
    ["schemas.delete", "other", "DELETE", "/custom-extraction-schemas/{id}"],
  ]),
  ...rows("search", [
    ["documents.list", "read", "GET", "/documents"],
    ["documents.get", "read_job", "GET", "/documents/{id}", "document"],
    ["documents.text", "read", "GET", "/documents/{id}/text"],
    ["documents.chunks", "read", "GET", "/documents/{id}/chunks"],
    ["documents.download", "read", "GET", "/documents/{id}/download"],
    ["documents.search", "other", "POST", "/documents/search"],
  ]),
  ...rows("chat", [
    ["chat.create", "other", "POST", "/chat/sessions"],
    ["chat.stream", "sync_job", "POST", "/chat/sessions/{id}/messages/stream", "sync"],
  ]),
  ...rows("video", [
    ["video.get", "read_job", "GET", "/video-analysis/jobs/{id}", "video"],
    ["video.retry", "create_job", "POST", "/video-analysis/jobs/{id}/retry", "video"],
  ]),
  ...rows("cloud_storage", [["cloud.get", "read_job", "GET", "/cloud-storage/jobs/{id}", "cloud"]]),
  ...rows("account", [
    ["usage.breakdown", "read", "GET", "/usage/breakdown"],
    ["usage.by_period", "read", "GET", "/usage/by-period"],
    ["usage.details", "read", "GET", "/usage/details"],
    ["usage.summary", "read", "GET", "/usage/summary"],
    ["usage.plan", "read", "GET", "/usage/plan"],
    ["usage.top_endpoints", "read", "GET", "/usage/top-endpoints"],
    ["usage.tokens_monthly", "read", "GET", "/usage/tokens/monthly"],
    ["usage.tokens_files", "read", "GET", "/usage/tokens/files"],
    ["usage.tokens_conversations", "read", "GET", "/usage/tokens/conversations"],
    ["usage.dashboard", "read", "GET", "/usage/dashboard-analytics"],
    ["usage.check", "other", "POST", "/usage/check"],
    ["payment.balance", "read", "GET", "/payment/credit-balance"],
    ["tenant.limits", "read", "GET", "/tenant/limits"],
    ["api_keys.list", "read", "GET", "/api-keys"],
  ]),
];

/**
 * Where a vocabulary's jobs are asked about. All are of the older edition: the current one reads the status through its SDK
 * and names no path, so that these still answer is our assumption.
 */
export const pollPaths: Readonly<Record<string, (id: string) => string>> = {
  document: (id) => `/document-uploads/${id}/status`,
  image: (id) => `/uploads/status/${id}`,
  session: (id) => `/uploads/sessions/${id}/status`,
  batch: (id) => `/uploads/sessions/${id}/status`,
  cloud: (id) => `/cloud-storage/jobs/${id}`,
  video: (id) => `/video-analysis/jobs/${id}`,
};
