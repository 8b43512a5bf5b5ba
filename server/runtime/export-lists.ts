import type { z } from "zod";
import type { callSummary } from "#lib/contracts/calls.ts";
import type { creditLoss } from "#lib/contracts/credits.ts";
import type { failureSummary } from "#lib/contracts/failures.ts";
import type { incidentSummary } from "#lib/contracts/incidents.ts";
import type { jobSummary } from "#lib/contracts/jobs.ts";
import { listLossRows } from "#server/credits/index.ts";
import { listCalls } from "#server/gateway/index.ts";
import { listIncidents } from "#server/incidents/index.ts";
import { listFailures, listJobs } from "#server/jobs/index.ts";
import type { Operation } from "#server/platform/index.ts";

type Cell = string | number | boolean | null;

/** A list that can be taken away whole. */
export interface ExportList<Row = unknown> {
  // Every list has its own filters; they are parsed by its operation.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  operation: Operation<any, any>;
  /** The CSV's columns, in their order, and where each finds its value. */
  columns: Readonly<Record<string, (row: Row) => Cell>>;
}

const jobs: ExportList<z.output<typeof jobSummary>> = {
  operation: listJobs,
  columns: {
    id: (job) => job.id,
    provider: (job) => job.provider,
    region: (job) => job.region,
    product: (job) => job.product,
    vendor_job_id: (job) => job.vendorJobId,
    client: (job) => job.client?.name ?? null,
    state: (job) => job.state,
    vendor_status: (job) => job.vendorStatus,
    stuck: (job) => job.stuck,
    file_name: (job) => job.fileName,
    tier: (job) => job.tier,
    pages: (job) => job.pages,
    credits: (job) => job.credits.credits,
    credit_source: (job) => job.credits.source,
    created_at: (job) => job.createdAt,
    running_at: (job) => job.runningAt,
    ended_at: (job) => job.endedAt,
    failure_entry: (job) => job.failure?.entryId ?? null,
    failure_family: (job) => job.failure?.family ?? null,
    failure: (job) => job.failure?.title ?? null,
  },
};

const calls: ExportList<z.output<typeof callSummary>> = {
  operation: listCalls,
  columns: {
    id: (call) => call.id,
    started_at: (call) => call.startedAt,
    provider: (call) => call.provider,
    region: (call) => call.region,
    client: (call) => call.client?.name ?? null,
    method: (call) => call.method,
    path: (call) => call.path,
    operation: (call) => call.operation,
    product: (call) => call.product,
    outcome: (call) => call.outcome,
    status: (call) => call.status,
    error_code: (call) => call.errorCode,
    latency_ms: (call) => call.latencyMs,
    gateway_ms: (call) => call.gatewayMs,
    bytes_up: (call) => call.bytesUp,
    bytes_down: (call) => call.bytesDown,
    file_name: (call) => call.fileName,
    vendor_request_id: (call) => call.vendorRequestId,
    vendor_job_id: (call) => call.vendorJobId,
    job_id: (call) => call.jobId,
    failure_id: (call) => call.failureId,
  },
};

const failures: ExportList<z.output<typeof failureSummary>> = {
  operation: listFailures,
  columns: {
    id: (failure) => failure.id,
    at: (failure) => failure.at,
    provider: (failure) => failure.provider,
    region: (failure) => failure.region,
    product: (failure) => failure.product,
    client: (failure) => failure.client?.name ?? null,
    surface: (failure) => failure.surface,
    entry: (failure) => failure.entryId,
    family: (failure) => failure.family,
    title: (failure) => failure.title,
    who_acts: (failure) => failure.whoActs,
    retry: (failure) => failure.retry,
    billed: (failure) => failure.billed,
    status: (failure) => failure.status,
    code: (failure) => failure.code,
    message: (failure) => failure.message,
    rule: (failure) => failure.rule,
    request_id: (failure) => failure.requestId,
    file_name: (failure) => failure.fileName,
    call_id: (failure) => failure.callId,
    job_id: (failure) => failure.jobId,
  },
};

/** A claim: what the vendor was paid for, by its own ids, and why it reached nobody. */
const losses: ExportList<z.output<typeof creditLoss>> = {
  operation: listLossRows,
  columns: {
    kind: (loss) => loss.kind,
    billed_at: (loss) => loss.at,
    provider: (loss) => loss.provider,
    region: (loss) => loss.region,
    product: (loss) => loss.product,
    client: (loss) => loss.client?.name ?? null,
    job_id: (loss) => loss.jobId,
    vendor_job_id: (loss) => loss.vendorJobId,
    file_name: (loss) => loss.fileName,
    credits_lost: (loss) => loss.credits ?? "unknown",
    credits_billed: (loss) => loss.billed,
    source: (loss) => loss.source,
    evidence: (loss) => loss.evidence,
  },
};

const incidents: ExportList<z.output<typeof incidentSummary>> = {
  operation: listIncidents,
  columns: {
    id: (incident) => incident.id,
    kind: (incident) => incident.kind,
    provider: (incident) => incident.provider,
    region: (incident) => incident.region,
    opened_at: (incident) => incident.openedAt,
    resolved_at: (incident) => incident.resolvedAt,
    reason: (incident) => incident.reason,
    calls_refused: (incident) => incident.callsRefused,
    calls_failed: (incident) => incident.callsFailed,
    clients: (incident) => incident.clients,
    counted_at: (incident) => incident.countedAt,
    acknowledged_by: (incident) => incident.acknowledged?.by ?? null,
    acknowledged_at: (incident) => incident.acknowledged?.at ?? null,
  },
};

/** The lists that can be exported, by the name in the address. */
export const exportLists: Readonly<Record<string, ExportList<never>>> = { jobs, calls, failures, incidents, losses };
