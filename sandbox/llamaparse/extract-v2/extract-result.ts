import { fillSchema, type JsonSchema } from "../../content/fill-schema.ts";
import { invoiceDocument } from "../../content/invoice-document.ts";
import type { JobView } from "../job-view.ts";
import type { ExtractConfiguration } from "./extract-request.ts";

/** What was extracted: one object, or one for each page or table row. It satisfies the schema. */
export function extractResult(view: JobView, configuration: ExtractConfiguration): unknown {
  const { data_schema: schema, extraction_target: target } = configuration;
  const name = view.record.documentName;
  if (target === undefined || target === "per_doc") return fillSchema(schema, name);
  return Array.from({ length: partsOf(view, target) }, (_, index) =>
    fillSchema(schema, name, `${target} ${index + 1}`),
  );
}

function partsOf(view: JobView, target: "per_page" | "per_table_row"): number {
  return target === "per_page" ? view.plan.pages : invoiceDocument(view.record.documentName).lines.length;
}

/** `ExtractedFieldMetadata`: a citation and a confidence for each root field. */
export function extractMetadata(view: JobView, configuration: ExtractConfiguration) {
  const fields = fieldEntries(configuration.data_schema, view);
  const { extraction_target: target } = configuration;
  const parts = target === "per_page" || target === "per_table_row" ? partsOf(view, target) : 0;
  return {
    document_metadata: parts === 0 ? fields : null,
    page_metadata: target === "per_page" ? Array.from({ length: parts }, () => fields) : null,
    row_metadata: target === "per_table_row" ? Array.from({ length: parts }, () => fields) : null,
  };
}

function fieldEntries(schema: JsonSchema, view: JobView): Record<string, unknown> {
  const { number } = invoiceDocument(view.record.documentName);
  const names = Object.keys((schema.properties ?? {}) as JsonSchema);
  return Object.fromEntries(
    names.map((name) => [name, { citation: [{ page: 1, matching_text: number }], confidence: 0.94 }]),
  );
}
