import { documentPages, pageMarkdown, pageText } from "../../content/document-page.ts";
import { parseRate } from "../credits.ts";
import type { LlamaState } from "../state.ts";
import type { V1ParseRecord } from "./v1-parse-record.ts";
import { type V1ParseView, viewV1Parse } from "./v1-parse-view.ts";

/** Credits of the modes that are no tier (developers.llamaindex.ai/llamaparse/general/pricing/, 2026-11-20). */
const modeRates: Partial<Record<V1ParseRecord["mode"], number>> = {
  "": 3,
  parse_page_without_llm: 1,
  parse_document_with_llm: 30,
  parse_document_with_agent: 90,
};

export function v1Rate(mode: V1ParseRecord["mode"]): number {
  return modeRates[mode] ?? parseRate(mode);
}

/** Pages of the json result; their keys mix two spellings, as the vendor's do. */
export function v1Pages({ record }: V1ParseView) {
  return documentPages(`v1-${record.content}`, record.pages).map((page) => {
    const bad = page.number > 1 && page.number <= 1 + record.badPages;
    return {
      page: page.number,
      text: bad ? "" : pageText(page),
      md: bad ? "" : pageMarkdown(page),
      images: [],
      charts: [],
      items: [],
      status: bad ? "ERROR" : "OK",
      originalOrientationAngle: 0,
      links: [],
      width: 595.32,
      height: 841.92,
      triggeredAutoMode: false,
      structuredData: null,
      noStructuredContent: false,
      noTextContent: bad,
      job_is_cache_hit: record.cacheHit,
    };
  });
}

/** `credits_used` is what the account has used so far: here, what recent v1 jobs used since the start. */
export function v1JobMetadata(state: LlamaState, view: V1ParseView) {
  const { cacheHit, pages } = view.record;
  return {
    credits_used: accountCredits(state),
    job_credits_usage: jobCredits(view),
    job_pages: cacheHit ? 0 : pages,
    job_auto_mode_triggered_pages: 0,
    job_is_cache_hit: cacheHit,
  };
}

function accountCredits(state: LlamaState): number {
  let sum = 0;
  for (const id of state.recentV1.newestKeys()) {
    const record = state.recentV1.get(id);
    if (record !== undefined) sum += jobCredits(viewV1Parse(state, id, record));
  }
  return sum;
}

function jobCredits({ record, status }: V1ParseView): number {
  if (record.cacheHit) return 0;
  const charged = status === "SUCCESS" || status === "PARTIAL_SUCCESS" || (status === "ERROR" && record.billedFailure);
  return charged ? v1Rate(record.mode) * record.pages : 0;
}
