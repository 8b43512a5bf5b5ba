import type { OperationFact, OperationKind } from "../../contract.ts";

/**
 * The endpoints of both APIs (specs/v1-ade.json and specs/v2-aide.json of github.com/landing-ai/ade-typescript, read
 * 2026-11-20). Neither has one that cancels or deletes a job. Anything else is still proxied.
 */
type Row = readonly [name: string, kind: OperationKind, method: string, path: string, vocabulary?: string];

/**
 * Work inside its call has 475 seconds (docs.landing.ai/ade/ade-extract-troubleshoot, 504, 2026-11-20). The page says it of
 * extracting and of building a schema; that the other calls have the same is an assumption.
 */
const syncTimeoutMs = 475_000;

function rows(product: string, list: readonly Row[]): OperationFact[] {
  return list.map(([name, kind, method, path, vocabulary]) => ({
    name,
    product,
    kind,
    method,
    path,
    ...(vocabulary ? { vocabulary } : {}),
    ...(kind === "sync_job" ? { timeoutMs: syncTimeoutMs } : {}),
  }));
}

/** The three endpoints of one kind of job. */
function jobRows(product: string, name: string, path: string, vocabulary: string): OperationFact[] {
  return rows(product, [
    [`${name}.create`, "create_job", "POST", path, vocabulary],
    [`${name}.list`, "list_jobs", "GET", path, vocabulary],
    [`${name}.get`, "read_job", "GET", `${path}/{id}`, vocabulary],
  ]);
}

export const operations: readonly OperationFact[] = [
  ...rows("parse", [
    ["parse.sync", "sync_job", "POST", "/v1/ade/parse", "sync"],
    ["parse.sync_v2", "sync_job", "POST", "/v2/parse", "sync"],
    ["parse.legacy", "sync_job", "POST", "/v1/tools/agentic-document-analysis", "sync"],
  ]),
  ...jobRows("parse", "parse_jobs", "/v1/ade/parse/jobs", "parse_v1"),
  ...jobRows("parse", "parse_jobs_v2", "/v2/parse/jobs", "parse_v2"),
  ...rows("extract", [
    ["extract.sync", "sync_job", "POST", "/v1/ade/extract", "sync"],
    ["extract.sync_v2", "sync_job", "POST", "/v2/extract", "sync"],
    ["extract.sync_gateway", "sync_job", "POST", "/v1/extract", "sync"],
  ]),
  ...jobRows("extract", "extract_jobs", "/v1/ade/extract/jobs", "extract_v1"),
  ...jobRows("extract", "extract_jobs_v2", "/v2/extract/jobs", "extract_v2"),
  ...jobRows("extract", "extract_jobs_gateway", "/v1/extract/jobs", "gateway_extract"),
  ...rows("build_schema", [
    ["build_schema.sync", "sync_job", "POST", "/v1/ade/extract/build-schema", "sync"],
    ["build_schema.sync_gateway", "sync_job", "POST", "/v1/extract/build-schema", "sync"],
  ]),
  ...jobRows("build_schema", "build_schema_jobs", "/v1/extract/build-schema/jobs", "gateway_build_schema"),
  ...rows("split", [["split.sync", "sync_job", "POST", "/v1/ade/split", "sync"]]),
  ...rows("classify", [["classify.sync", "sync_job", "POST", "/v1/ade/classify", "sync"]]),
  ...rows("section", [["section.sync", "sync_job", "POST", "/v1/ade/section", "sync"]]),
  ...rows("ground", [["ground.sync", "sync_job", "POST", "/v2/ground", "sync"]]),
  ...rows("workflow", [["workflow.sync", "sync_job", "POST", "/v2/workflow", "sync"]]),
  ...jobRows("workflow", "workflow_jobs", "/v2/workflow/jobs", "workflow_v2"),
  ...rows("account", [["telemetry", "other", "POST", "/v2/telemetry"]]),
];

/** Where a vocabulary's jobs live; `/{id}` is appended. */
export const jobPaths: Readonly<Record<string, string>> = {
  parse_v1: "/v1/ade/parse/jobs",
  extract_v1: "/v1/ade/extract/jobs",
  parse_v2: "/v2/parse/jobs",
  extract_v2: "/v2/extract/jobs",
  workflow_v2: "/v2/workflow/jobs",
  gateway_extract: "/v1/extract/jobs",
  gateway_build_schema: "/v1/extract/build-schema/jobs",
};
