import type { OperationFact, OperationKind } from "../../contract.ts";

/**
 * Every endpoint `extend-ai` 1.17.0 calls (api/resources and Client.js, read 2026-11-20). The API has no version in its
 * paths; the older address had `/v1` before them, which is known for runs and uploads. Anything else is still proxied.
 */

type Row = readonly [name: string, kind: OperationKind, method: string, path: string, vocabulary?: string];

/** Work inside its call has about five minutes (docs.extend.ai, general/rate-limits and the sync endpoints, 2026-11-20). */
const syncTimeoutMs = 300_000;

function rows(product: string, list: readonly Row[]): OperationFact[] {
  return list.map(([name, kind, method, path, vocabulary]) => ({
    name,
    product,
    kind,
    method,
    path,
    vocabulary,
    ...(kind === "sync_job" ? { timeoutMs: syncTimeoutMs } : {}),
  }));
}

/** The endpoints of one kind of run that has them all: `POST /parse`, `/parse_runs`, … */
function runRows(product: string): OperationFact[] {
  const path = `/${product}_runs`;
  const vocabulary = `${product}_run`;
  return [
    ...rows(product, [
      [`${product}.sync`, "sync_job", "POST", `/${product}`, vocabulary],
      [`${product}.create`, "create_job", "POST", path, vocabulary],
      [`${product}.list`, "list_jobs", "GET", path, vocabulary],
      [`${product}.get`, "read_job", "GET", `${path}/{id}`, vocabulary],
      [`${product}.cancel`, "cancel_job", "POST", `${path}/{id}/cancel`, vocabulary],
      [`${product}.delete`, "delete_job", "DELETE", `${path}/{id}`, vocabulary],
    ]),
    ...rows("batch", [[`${product}.create_batch`, "create_job", "POST", `${path}/batch`, "batch_run"]]),
  ];
}

/** Reading and changing a resource that runs are made with; the vendor updates with POST. */
function resourceRows(plural: string, versions: boolean): OperationFact[] {
  const versionRows: Row[] = [
    [`${plural}.versions.list`, "read", "GET", `/${plural}/{id}/versions`],
    [`${plural}.versions.get`, "read", "GET", `/${plural}/{id}/versions/{versionId}`],
    [`${plural}.versions.create`, "other", "POST", `/${plural}/{id}/versions`],
  ];
  return rows("account", [
    [`${plural}.list`, "read", "GET", `/${plural}`],
    [`${plural}.get`, "read", "GET", `/${plural}/{id}`],
    [`${plural}.create`, "other", "POST", `/${plural}`],
    [`${plural}.update`, "other", "POST", `/${plural}/{id}`],
    ...(versions ? versionRows : []),
  ]);
}

export const operations: readonly OperationFact[] = [
  ...rows("upload", [
    ["files.upload", "upload", "POST", "/files/upload"],
    ["files.upload_v1", "upload", "POST", "/v1/files/upload"],
    ["files.list", "read", "GET", "/files"],
    ["files.get", "read", "GET", "/files/{id}"],
    ["files.delete", "other", "DELETE", "/files/{id}"],
  ]),
  ...["parse", "extract", "classify", "split"].flatMap(runRows),
  ...rows("edit", [
    ["edit.sync", "sync_job", "POST", "/edit", "edit_run"],
    ["edit.create", "create_job", "POST", "/edit_runs", "edit_run"],
    ["edit.get", "read_job", "GET", "/edit_runs/{id}", "edit_run"],
    ["edit.delete", "delete_job", "DELETE", "/edit_runs/{id}", "edit_run"],
    ["edit_schemas.generate", "other", "POST", "/edit_schemas/generate"],
    ["edit_templates.get", "read", "GET", "/edit_templates/{id}"],
  ]),
  ...rows("detect_form", [
    ["detect_form.sync", "sync_job", "POST", "/detect_form", "form_detection_run"],
    ["detect_form.create", "create_job", "POST", "/form_detection_runs", "form_detection_run"],
    ["detect_form.get", "read_job", "GET", "/form_detection_runs/{id}", "form_detection_run"],
  ]),
  ...rows("workflow", [
    ["workflow.create", "create_job", "POST", "/workflow_runs", "workflow_run"],
    // Answers with a bare batch id that no endpoint can be asked about; its runs are listed by it.
    ["workflow.create_batch", "create_job", "POST", "/workflow_runs/batch", "workflow_run"],
    ["workflow.list", "list_jobs", "GET", "/workflow_runs", "workflow_run"],
    ["workflow.get", "read_job", "GET", "/workflow_runs/{id}", "workflow_run"],
    ["workflow.update", "other", "POST", "/workflow_runs/{id}", "workflow_run"],
    ["workflow.cancel", "cancel_job", "POST", "/workflow_runs/{id}/cancel", "workflow_run"],
    ["workflow.delete", "delete_job", "DELETE", "/workflow_runs/{id}", "workflow_run"],
  ]),
  ...rows("batch", [
    ["batch.get", "read_job", "GET", "/batch_runs/{id}", "batch_run"],
    ["batch_processor.get", "read_job", "GET", "/batch_processor_runs/{id}", "batch_processor_run"],
  ]),
  ...rows("evaluation", [
    ["evaluation.create", "create_job", "POST", "/evaluation_set_runs", "evaluation_set_run"],
    ["evaluation.get", "read_job", "GET", "/evaluation_set_runs/{id}", "evaluation_set_run"],
    ["evaluation_sets.items.list", "read", "GET", "/evaluation_sets/{id}/items"],
    ["evaluation_sets.items.get", "read", "GET", "/evaluation_sets/{id}/items/{itemId}"],
    ["evaluation_sets.items.create", "other", "POST", "/evaluation_sets/{id}/items"],
    ["evaluation_sets.items.update", "other", "POST", "/evaluation_sets/{id}/items/{itemId}"],
    ["evaluation_sets.items.delete", "other", "DELETE", "/evaluation_sets/{id}/items/{itemId}"],
  ]),
  ...rows("processor", [
    ["processor.create", "create_job", "POST", "/processor_runs", "processor_run"],
    ["processor.create_v1", "create_job", "POST", "/v1/processor_runs", "processor_run"],
    ["processor.list", "list_jobs", "GET", "/processor_runs", "processor_run"],
    ["processor.get", "read_job", "GET", "/processor_runs/{id}", "processor_run"],
    ["processor.get_v1", "read_job", "GET", "/v1/processor_runs/{id}", "processor_run"],
    ["processor.cancel", "cancel_job", "POST", "/processor_runs/{id}/cancel", "processor_run"],
    ["processor.delete", "delete_job", "DELETE", "/processor_runs/{id}", "processor_run"],
    ["processors.publish", "other", "POST", "/processors/{id}/publish"],
  ]),
  ...["extractors", "classifiers", "splitters", "workflows", "processors"].flatMap((name) => resourceRows(name, true)),
  ...["evaluation_sets", "webhook_endpoints", "webhook_subscriptions"].flatMap((name) => resourceRows(name, false)),
  ...rows("account", [
    ["webhook_endpoints.delete", "other", "DELETE", "/webhook_endpoints/{id}"],
    ["webhook_subscriptions.delete", "other", "DELETE", "/webhook_subscriptions/{id}"],
  ]),
];

/** Where a vocabulary's jobs live; `/{id}` is appended. */
export const jobPaths: Readonly<Record<string, string>> = {
  parse_run: "/parse_runs",
  extract_run: "/extract_runs",
  classify_run: "/classify_runs",
  split_run: "/split_runs",
  edit_run: "/edit_runs",
  form_detection_run: "/form_detection_runs",
  workflow_run: "/workflow_runs",
  batch_run: "/batch_runs",
  evaluation_set_run: "/evaluation_set_runs",
  processor_run: "/processor_runs",
  batch_processor_run: "/batch_processor_runs",
};

/** Vocabularies whose vendor endpoint can cancel; a workflow run only while it is PENDING or PROCESSING. */
export const cancellable: ReadonlySet<string> = new Set([
  "parse_run",
  "extract_run",
  "classify_run",
  "split_run",
  "workflow_run",
  "processor_run",
]);
