import { fileSummary, fileId as idOfFile } from "./file-record.ts";
import { kinds } from "./run-kinds.ts";
import { outputOf } from "./run-output.ts";
import { runId } from "./run-record.ts";
import { type RunView, viewRun } from "./run-view.ts";
import type { ExtendState } from "./state.ts";
import { causedParse, usageOf, workflowExtract } from "./usage.ts";

/** How a parse run's result is given: inside the answer, or behind a presigned address (15 minutes). */
export type ResponseType = "json" | "url";

/** A run as the vendor shows it whole. */
export function runBody(
  state: ExtendState,
  view: RunView,
  responseType: ResponseType = "json",
): Record<string, unknown> {
  const { record } = view;
  if (record.kind === "workflow") return workflowBody(state, view);
  const core = coreOf(view);
  const processed = view.status === "PROCESSED";
  const output = processed ? outputOf(view, core.file.id) : null;
  const url = `${state.world.baseUrl()}/extend/_storage/runs/${record.kind}/${view.id}`;
  const metrics = processed ? metricsOf(view) : null;
  const config = { ...engineOf(view), ...record.config.config };
  if (record.kind === "parse") {
    const asUrl = processed && responseType === "url";
    return { ...core, output: asUrl ? null : output, outputUrl: asUrl ? url : null, metrics, config };
  }
  if (record.kind === "edit" || record.kind === "detect_form") return { ...core, config, output, metrics };
  const processor = processorOf(view);
  return {
    ...core,
    output,
    initialOutput: null,
    reviewedOutput: null,
    reviewed: false,
    edited: false,
    ...(record.kind === "extract" ? { edits: null, files: null } : {}),
    config,
    ...processor,
    parseRunId: runId(causedParse(record)),
    dashboardUrl: dashboard(view),
    ...timesOf(view),
  };
}

/** A run as lists show it: with times, without output and without the parts of its usage. */
export function runSummary(state: ExtendState, view: RunView): Record<string, unknown> {
  const {
    output: _,
    initialOutput: __,
    reviewedOutput: ___,
    config: ____,
    outputUrl: _____,
    stepRuns: ______,
    ...rest
  } = runBody(state, view);
  const usage = usageOf(view);
  const shown = usage === null ? null : { credits: usage.credits, totalCredits: usage.totalCredits };
  return { ...rest, usage: shown, ...timesOf(view) };
}

function coreOf(view: RunView) {
  const { id, record, status, failureReason, failureMessage, plan } = view;
  const { kind, documentName, createdAt, seed } = record;
  const file =
    record.fileId || idOfFile({ createdAt, seed, sizeBytes: 0, signature: "pdf", locked: false, name: documentName });
  return {
    object: kinds[kind].object,
    id,
    batchId: record.batchId || null,
    file: fileSummary(file, documentName, createdAt, plan.pages),
    status,
    failureReason,
    failureMessage,
    metadata: record.config.metadata ?? null,
    usage: usageOf(view),
  };
}

function metricsOf({ plan }: RunView) {
  return { processingTimeMs: plan.runMs, pageCount: plan.pages };
}

function engineOf({ record }: RunView): Record<string, string> {
  if (record.kind === "parse") return { target: "markdown", engine: record.engine };
  return record.kind === "edit" || record.kind === "detect_form" ? {} : { baseProcessor: record.engine };
}

function processorOf({ record }: RunView): Record<string, unknown> {
  const name =
    { extract: "extractor", classify: "classifier", split: "splitter" }[record.kind as "extract"] ?? "extractor";
  const id = record.config.processorId;
  const at = new Date(record.createdAt).toISOString();
  const summary = id === undefined ? null : { object: name, id, name: `Sandbox ${name}`, createdAt: at, updatedAt: at };
  return { [name]: summary, [`${name}Version`]: null };
}

function timesOf({ record, moment }: RunView) {
  return { createdAt: new Date(record.createdAt).toISOString(), updatedAt: new Date(moment.since).toISOString() };
}

function dashboard({ id, record }: RunView): string {
  return `https://dashboard.extend.ai/${kinds[record.kind].path.slice(1)}/${id}`;
}

function workflowBody(state: ExtendState, view: RunView): Record<string, unknown> {
  const { record, moment, plan } = view;
  const { file, ...core } = coreOf(view);
  const at = new Date(record.createdAt).toISOString();
  const workflowId = record.config.processorId ?? "workflow_sandbox";
  const started = moment.phase !== "queued" && moment.phase !== "throttled";
  return {
    ...core,
    workflow: {
      object: "workflow",
      id: workflowId,
      name: "Sandbox workflow",
      createdAt: at,
      updatedAt: at,
      createdBy: null,
    },
    workflowVersion: {
      object: "workflow_version",
      id: `${workflowId}_v1`,
      version: "1",
      name: null,
      createdAt: at,
      createdBy: null,
    },
    dashboardUrl: dashboard(view),
    files: [file],
    initialRunAt: started ? new Date(moment.runningAt).toISOString() : null,
    reviewedByUser: view.status === "REJECTED" ? "reviewer@example.com" : null,
    reviewed: view.status === "REJECTED",
    rejectionNote: view.status === "REJECTED" ? "The document is not what was asked for." : null,
    reviewedAt: null,
    startTime: started ? new Date(moment.runningAt).toISOString() : null,
    endTime: view.ended && Number.isFinite(moment.endedAt) ? new Date(moment.endedAt).toISOString() : null,
    stepRuns: started ? stepsOf(state, view, plan.runMs) : [],
  };
}

/** Two steps, parse and extract; each holds the run it made once the workflow has ended. */
function stepsOf(state: ExtendState, view: RunView, runMs: number): unknown[] {
  const { record, ended } = view;
  const until = record.createdAt + view.plan.queueMs + runMs + 24 * 3_600_000;
  const step = (stepType: string, status: string, result: unknown) => ({
    object: "workflow_step_run",
    id: `workflow_step_run_${stepType.toLowerCase()}_${record.seed}`,
    workflowRunId: view.id,
    status,
    files: [],
    stepType,
    step: {
      object: "workflow_step",
      id: `step_${stepType.toLowerCase()}`,
      name: stepType === "PARSE" ? "Parse" : "Extract",
      type: stepType,
    },
    result,
  });
  if (!ended) return [step("PARSE", "PROCESSING", null), step("EXTRACT", "WAITING", null)];
  if (view.status === "FAILED" || view.status === "CANCELLED") return [step("PARSE", view.status, null)];
  const parse = causedParse(record);
  const extract = workflowExtract(record);
  const bodyOf = (child: typeof parse) => runBody(state, viewRun(state, runId(child), child, until), "url");
  return [
    step("PARSE", "PROCESSED", { parseRun: bodyOf(parse) }),
    view.failedStep ? step("EXTRACT", "FAILED", null) : step("EXTRACT", "PROCESSED", { extractRun: bodyOf(extract) }),
  ];
}
