import type { Phase } from "../../jobs/job-phase.ts";
import { hashText, pick, seededRandom } from "../../jobs/seeded-random.ts";
import { isoTime } from "../../time/clock.ts";
import { documentInputType } from "../classify/classify-body.ts";
import { inputIdOf } from "../job-input.ts";
import type { JobView } from "../job-view.ts";
import { userId } from "../project.ts";
import type { SplitConfiguration } from "./split-request.ts";

/** What a split job carries besides its input. */
export interface SplitConfig extends SplitConfiguration {
  transaction_id?: string;
}

const statuses: Record<Phase, string> = {
  queued: "pending",
  throttled: "pending",
  running: "processing",
  succeeded: "completed",
  partial: "completed",
  failed: "failed",
  cancelled: "cancelled",
};

/** Split's status words are in lower case. */
export function splitStatus(view: JobView): string {
  return statuses[view.moment.phase];
}

/** `SplitGetResponse` in the vendor's SDK 2.16.0. It reports no usage. */
export function splitBody(view: JobView) {
  const config = view.record.config as SplitConfig;
  return {
    ...sharedBody(view),
    document_input_type: documentInputType(view.record),
    file_input: inputIdOf(view.record),
    splitting_strategy: config.splitting_strategy ?? { allow_uncategorized: "include" },
    transaction_id: config.transaction_id ?? null,
  };
}

/** The same of the beta path, with its nested input. */
export function betaSplitBody(view: JobView) {
  return { ...sharedBody(view), document_input: { type: "file_id", value: inputIdOf(view.record) } };
}

function sharedBody(view: JobView) {
  const { record, moment } = view;
  const { categories } = record.config as SplitConfig;
  return {
    id: view.id,
    categories,
    project_id: record.projectId,
    status: splitStatus(view),
    user_id: userId,
    configuration_id: null,
    created_at: isoTime(record.createdAt),
    updated_at: isoTime(moment.since),
    error_message: view.errorMessage,
    result: splitStatus(view) === "completed" ? { segments: segmentsOf(view) } : null,
  };
}

/** Cuts the document into runs of one to four pages, each in one of the categories; together they cover it once. */
function segmentsOf(view: JobView) {
  const { categories } = view.record.config as SplitConfig;
  const random = seededRandom(hashText(view.record.documentName));
  const segments: { category: string; confidence_category: string; pages: number[] }[] = [];
  for (let page = 1; page <= view.plan.pages; ) {
    const length = Math.min(view.plan.pages - page + 1, 1 + Math.floor(random() * 4));
    segments.push({
      category: pick(random, categories).name,
      confidence_category: pick(random, ["high", "high", "medium", "low"]),
      pages: Array.from({ length }, (_, index) => page + index),
    });
    page += length;
  }
  return segments;
}
