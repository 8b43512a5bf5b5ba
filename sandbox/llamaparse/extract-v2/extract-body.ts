import { isoTime } from "../../time/clock.ts";
import { backingParse, inputIdOf } from "../job-input.ts";
import type { JobView } from "../job-view.ts";
import { v2Status } from "../parse-v2/parse-body.ts";
import type { LlamaState } from "../state.ts";
import type { ExtractConfiguration } from "./extract-request.ts";
import { extractMetadata, extractResult } from "./extract-result.ts";
import { billedPages, extractUsage, parseTierOf } from "./extract-usage.ts";

/** As in the other v2 products, with extract's own THROTTLED. */
export function extractStatus(view: JobView): string {
  return view.moment.phase === "throttled" ? "THROTTLED" : v2Status(view);
}

/** `ExtractV2Job` in the vendor's SDK 2.16.0; what `expand` does not name is null. */
export function extractBody(state: LlamaState, view: JobView, expand: ReadonlySet<string>) {
  const { record, moment, plan } = view;
  const configuration = record.config as ExtractConfiguration;
  const completed = v2Status(view) === "COMPLETED";
  const parseTier = parseTierOf(view);
  const parseJobId = parseTier === null ? null : backingParse(state, view, parseTier).id;
  const metadata = completed && (expand.has("extract_metadata") || cites(configuration));
  return {
    id: view.id,
    file_input: inputIdOf(record),
    project_id: record.projectId,
    status: extractStatus(view),
    created_at: isoTime(record.createdAt),
    updated_at: isoTime(moment.since),
    configuration: expand.has("configuration") ? configuration : null,
    configuration_id: null,
    error_message: view.errorMessage,
    extract_result: completed ? extractResult(view, configuration) : null,
    extract_metadata: metadata
      ? { field_metadata: extractMetadata(view, configuration), parse_job_id: parseJobId, parse_tier: parseTier }
      : null,
    metadata:
      completed && expand.has("metadata")
        ? { usage: { num_pages_extracted: plan.pages, num_pages_billed: billedPages(view) } }
        : null,
    usage: expand.has("usage") ? extractUsage(state, view) : null,
  };
}

function cites(configuration: ExtractConfiguration): boolean {
  return configuration.cite_sources === true || configuration.confidence_scores === true;
}
