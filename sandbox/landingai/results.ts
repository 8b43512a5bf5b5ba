import { documentPages, pageMarkdown } from "../content/document-page.ts";
import { fillSchema, type JsonSchema } from "../content/fill-schema.ts";
import type { JobView } from "../stand-in/stand-in.ts";
import { type Loss, losses, usualLoss } from "./request-errors.ts";

const orgId = "org_sandbox";

/** Rounded up to a tenth, as the second API bills (docs.landing.ai/dpt3/credit-consumption, 2026-11-20). */
function tenths(credits: number): number {
  return Math.ceil(credits * 10 - 1e-9) / 10;
}

function textOf(view: JobView): string[] {
  const pages = documentPages(view.record.documentName, view.plan.pages).map(pageMarkdown);
  return pages.map((page, index) => (view.plan.badPages.includes(index + 1) ? "" : page));
}

/** A parse of the first API: 3 credits a page with DPT-2; failed pages counted from 0. */
export function parseV1(view: JobView, model: string) {
  const pages = textOf(view);
  const chunks = pages.flatMap((markdown, page) =>
    markdown === "" ? [] : [{ id: `c-${page}`, type: "text", markdown, grounding: { page, box: wholePage } }],
  );
  return {
    markdown: pages.filter((page) => page !== "").join("\n\n"),
    chunks,
    splits: [],
    grounding: {},
    metadata: {
      filename: view.record.documentName,
      org_id: orgId,
      page_count: pages.length,
      duration_ms: 900,
      credit_usage: pages.length * 3,
      job_id: view.id,
      version: model,
      failed_pages: view.plan.badPages.map((page) => page - 1),
    },
  };
}

const wholePage = { left: 0.05, top: 0.05, right: 0.95, bottom: 0.95 };

/** A parse of the second: by the page and the characters that come out; jobs of the standard tier cost half. */
export function parseV2(view: JobView, model: string, tier: "standard" | "priority") {
  const pages = textOf(view);
  const markdown = pages.filter((page) => page !== "").join("\n\n");
  const full = pages.length + (0.5 * markdown.length) / 1_000;
  return {
    markdown,
    structure: [],
    metadata: {
      job_id: view.id,
      model_version: model,
      filename: view.record.documentName,
      page_count: pages.length,
      failed_pages: view.plan.badPages,
      duration_ms: 900,
      billing: { service_tier: tier, total_credits: tenths(tier === "standard" ? full / 2 : full) },
    },
  };
}

/** What an extraction's tokens ask to be missing from it. */
function lossOf(view: JobView): Loss | null {
  const tokens = `${view.record.documentName} ${view.record.directives}`;
  const slug = Object.keys(losses).find((name) => tokens.includes(name));
  if (slug) return losses[slug] ?? null;
  return view.plan.directives.ends === "partial" ? usualLoss : null;
}

/**
 * An extraction. Its price is fitted to the vendor's own samples, not documented: 0.2 for each thousand characters of
 * Markdown, 1 for each thousand of the result. For the second API no rate was found; the same one is assumed.
 */
export function extraction(view: JobView, schema: JsonSchema, model: string, api: "v1" | "v2", inputChars: number) {
  const data = fillSchema(schema, view.record.documentName);
  const credits = (0.2 * inputChars) / 1_000 + JSON.stringify(data).length / 1_000;
  const loss = lossOf(view);
  const common = { filename: view.record.documentName, org_id: orgId, duration_ms: 700, job_id: view.id };
  const bill =
    api === "v1"
      ? { credit_usage: credits, version: model, fallback_model_version: null }
      : { billing: { service_tier: "standard", total_credits: tenths(credits) }, model_version: model };
  return {
    isPartial: loss !== null,
    body: {
      extraction: data,
      extraction_metadata: {},
      metadata: { ...common, ...bill, ...(loss ?? { schema_violation_error: null }) },
    },
  };
}
