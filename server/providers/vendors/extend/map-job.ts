import type { JobFact, OperationMatch } from "../../contract.ts";
import { stateOf } from "../../state-of.ts";
import { reportedCredits } from "./credits.ts";
import { statusMaps } from "./facts.ts";
import { productOf } from "./run-objects.ts";
import { type WireRun, type WireStepRun, wireList, wireRun, wireWrapped } from "./wire.ts";

/**
 * Every job an answer of this operation speaks of: the runs it made (a workflow's steps, an extract's parse), each with
 * its parent, and last the run itself, which the call is about. Unknown shapes give none.
 */
export function readJobs(match: OperationMatch, payload: unknown): JobFact[] {
  const { operation } = match;
  if (!operation.vocabulary || operation.kind === "delete_job" || operation.kind === "read") return [];
  if (operation.kind === "list_jobs") return readList(operation.vocabulary, payload);
  const run = readRun(payload);
  if (!run) return [];
  const own = factOf(run, operation.vocabulary, null);
  return operation.kind === "cancel_job" ? [own] : [...childrenOf(run), own];
}

function readList(vocabulary: string, payload: unknown): JobFact[] {
  const list = wireList.safeParse(payload);
  if (!list.success) return [];
  const items = list.data.data ?? list.data.processorRuns ?? list.data.workflowRuns ?? [];
  return items.flatMap((item) => {
    const run = wireRun.safeParse(item);
    return run.success ? [factOf(run.data, vocabulary, null)] : [];
  });
}

function readRun(payload: unknown): WireRun | null {
  const bare = wireRun.safeParse(payload);
  if (bare.success) return bare.data;
  const wrapped = wireWrapped.partial().safeParse(payload);
  if (!wrapped.success) return null;
  const { processorRun, batchProcessorRun, workflowRun, parserRun, payload: event } = wrapped.data;
  const inner = wireRun.safeParse(processorRun ?? batchProcessorRun ?? workflowRun ?? parserRun ?? event);
  return inner.success && inner.data.object !== "signed_data_url" ? inner.data : null;
}

/** The runs below a run; ids that come twice (as a step's result and in the breakdown) are told once, in full. */
function childrenOf(run: WireRun): JobFact[] {
  const facts = new Map<string, JobFact>();
  for (const child of [...stepFacts(run), ...breakdownFacts(run)]) {
    if (child.vendorJobId !== run.id && !facts.has(child.vendorJobId)) facts.set(child.vendorJobId, child);
  }
  return [...facts.values()];
}

/** The vocabulary of a run that names itself (`object: "parse_run"`), else the operation's. */
function vocabularyOf(run: WireRun, fallback: string): string {
  if (run.object === "parse_run_status") return "parse_run";
  return run.object && Object.hasOwn(statusMaps, run.object) ? run.object : fallback;
}

function factOf(run: WireRun, fallback: string, parent: string | null): JobFact {
  const vocabulary = vocabularyOf(run, fallback);
  const state = run.status ? stateOf(statusMaps, vocabulary, run.status) : null;
  const failedStep = state === "succeeded" ? run.stepRuns?.find((step) => step?.status === "FAILED") : null;
  const file = run.file ?? run.files?.[0];
  return {
    product: productOf(vocabulary, run.type),
    vendorJobId: run.id,
    vocabulary,
    vendorStatus: run.status ?? null,
    // A workflow that ended well around a failed step: paid for, and a part of it is missing.
    state: failedStep ? "partial" : state,
    error: failedStep ? { code: null, message: stepSentence(failedStep) } : errorOf(run, state),
    credits: reportedCredits(vocabulary, run.id, run.usage),
    pages: run.metrics?.pageCount ?? null,
    tier: run.config?.engine ?? run.config?.baseProcessor ?? null,
    fileName: file?.name ?? null,
    fileId: file?.id ?? null,
    parentVendorJobId: parent ?? run.batchId ?? null,
  };
}

/** Status first: the vendor's samples show reasons on runs that have not failed. */
function errorOf(run: WireRun, state: JobFact["state"]): JobFact["error"] {
  if (state !== "failed" && state !== "cancelled" && state !== "partial") return null;
  if (!run.failureReason && !run.failureMessage) return null;
  return { code: run.failureReason ?? null, message: run.failureMessage ?? null };
}

function stepSentence(step: WireStepRun): string {
  const name = step.step?.name ?? step.stepType ?? step.id ?? "unnamed";
  return `Workflow step ${name} failed.`;
}

/** The runs a workflow's steps hold in full. */
function stepFacts(run: WireRun): JobFact[] {
  return (run.stepRuns ?? []).flatMap((step) =>
    Object.values(step?.result ?? {}).flatMap((nested) => {
      const child = wireRun.safeParse(nested);
      return child.success ? [factOf(child.data, "extract_run", run.id)] : [];
    }),
  );
}

/** The runs `usage.breakdown` names: id and credits is all it says of them, the rest is asked for later. */
function breakdownFacts(run: WireRun): JobFact[] {
  return (run.usage?.breakdown ?? []).flatMap((entry) => {
    if (!entry || entry.id === run.id || !Object.hasOwn(statusMaps, entry.object)) return [];
    const known = { object: entry.object, id: entry.id, usage: { credits: entry.credits } };
    return [factOf(wireRun.parse(known), entry.object, run.id)];
  });
}
