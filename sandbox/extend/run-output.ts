import { documentPages, pageMarkdown } from "../content/document-page.ts";
import { fillSchema, type JsonSchema } from "../content/fill-schema.ts";
import { hashText } from "../jobs/seeded-random.ts";
import type { RunView } from "./run-view.ts";

/** `output` of a PROCESSED run; it reads like the document of that name. */
export function outputOf(view: RunView, fileId: string): unknown {
  switch (view.record.kind) {
    case "parse":
      return { chunks: chunksOf(view) };
    case "extract":
      return extractOutput(view);
    case "classify":
      return classifyOutput(view);
    case "split":
      return { splits: splitsOf(view, fileId) };
    case "edit":
      return { editedFile: { id: fileId, presignedUrl: "https://example.com/edited.pdf" }, filledValues: {} };
    case "detect_form":
      return { schema: { type: "object", properties: {} }, annotatedSchema: null, mappingResult: null };
    case "workflow":
      return null;
  }
}

function chunksOf({ record, plan }: RunView) {
  return documentPages(record.documentName, plan.pages).map((page) => {
    const content = pageMarkdown(page);
    const id = hashText(`${record.documentName} ${page.number}`).toString(36);
    return {
      object: "chunk",
      type: "page",
      content,
      metadata: { pageRange: { start: page.number, end: page.number } },
      blocks: [
        {
          object: "block",
          id,
          type: "text",
          content,
          details: {},
          metadata: { page: { number: page.number, width: 612, height: 792 } },
          polygon: [],
          boundingBox: { left: 72, top: 72, right: 540, bottom: 720 },
        },
      ],
    };
  });
}

const invoiceSchema: JsonSchema = {
  type: "object",
  properties: {
    invoice_number: { type: ["string", "null"] },
    vendor: { type: ["string", "null"] },
    total: { type: ["number", "null"] },
  },
};

function extractOutput({ record }: RunView) {
  const schema = (record.config.config?.schema as JsonSchema | undefined) ?? invoiceSchema;
  return { value: fillSchema(schema, record.documentName), metadata: {} };
}

function classesOf({ record }: RunView, key: string): { id: string; type: string }[] {
  const given = record.config.config?.[key];
  const list = Array.isArray(given) ? (given as { id?: unknown; type?: unknown }[]) : [];
  const named = list.flatMap(({ id, type }) => (typeof type === "string" ? [{ id: String(id ?? type), type }] : []));
  return named.length > 0 ? named : [{ id: "invoice", type: "invoice" }];
}

function classifyOutput(view: RunView) {
  const classes = classesOf(view, "classifications");
  const found = classes[hashText(view.record.documentName) % classes.length];
  return {
    ...found,
    confidence: 0.97,
    insights: [{ type: "reasoning", content: "The first page carries an invoice number." }],
  };
}

function splitsOf(view: RunView, fileId: string) {
  const [first] = classesOf(view, "splitClassifications");
  return [
    {
      type: first?.type ?? "invoice",
      observation: "One document from the first page to the last",
      identifier: view.record.documentName,
      startPage: 1,
      endPage: view.plan.pages,
      classificationId: first?.id ?? "invoice",
      id: `split_${view.record.seed}`,
      fileId,
    },
  ];
}
