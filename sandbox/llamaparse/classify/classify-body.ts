import { isoTime } from "../../time/clock.ts";
import { backingParse, inputIdOf } from "../job-input.ts";
import type { JobRecord } from "../job-record.ts";
import type { JobView } from "../job-view.ts";
import { v2Status } from "../parse-v2/parse-body.ts";
import { userId } from "../project.ts";
import type { LlamaState } from "../state.ts";
import type { ClassifyConfiguration } from "./classify-request.ts";
import { classifyResult } from "./classify-result.ts";

/** What a classify job carries besides its input. */
export interface ClassifyBodyConfig extends ClassifyConfiguration {
  transaction_id?: string;
}

/** The vendor's name for where a document came from. */
export function documentInputType(record: JobRecord): string {
  return { file: "file_id", "parse-job": "parse_job_id", url: "url" }[record.input.from];
}

/** `ClassifyGetResponse` in the vendor's SDK 2.16.0. It reports no usage. */
export function classifyBody(state: LlamaState, view: JobView) {
  const { record, moment } = view;
  const { transaction_id, ...configuration } = record.config as ClassifyBodyConfig;
  const completed = v2Status(view) === "COMPLETED";
  return {
    id: view.id,
    configuration: { ...configuration, mode: configuration.mode ?? "FAST" },
    configuration_id: null,
    document_input_type: documentInputType(record),
    file_input: inputIdOf(record),
    project_id: record.projectId,
    status: v2Status(view),
    user_id: userId,
    created_at: isoTime(record.createdAt),
    updated_at: isoTime(moment.since),
    error_message: view.errorMessage,
    parse_job_id: moment.phase === "queued" ? null : backingParse(state, view, "fast").id,
    result: completed ? classifyResult(record.documentName, configuration.rules) : null,
    transaction_id: transaction_id ?? null,
  };
}
