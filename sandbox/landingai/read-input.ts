import type { JsonSchema } from "../content/fill-schema.ts";
import type { Exchange } from "../http/exchange.ts";
import { documentNameOf, type RequestFields, readFields } from "../stand-in/read-fields.ts";
import type { StandIn } from "../stand-in/stand-in.ts";
import { refuse } from "./replies.ts";
import { isV2 } from "./route-names.ts";

/** Largest document of a synchronous call, in bytes (docs.landing.ai, 2026-11-20). */
const maxFileBytes = 50 * 1024 * 1024;

export async function readInput(state: StandIn, exchange: Exchange): Promise<RequestFields> {
  const read = await readFields(exchange, {
    fileFields: ["document", "markdown", "markdowns", "image", "pdf"],
    maxFileBytes: state.world.maxUploadBytes ?? maxFileBytes,
  });
  if (read === "too-large") return refuse(exchange.route, 422, "document exceeds 50 MiB cap");
  if (read === "malformed") return refuse(exchange.route, 422, "Input validation failed.");
  return read;
}

/** The document of a parse request, checked as each API does. */
export function parseInput({ route }: Exchange, { fields, file }: RequestFields) {
  const url = text(fields.document_url);
  const v2 = isV2(route);
  if (!file && !url) refuse(route, 422, "One of `document` or `document_url` is required.");
  if (v2 && file && url) refuse(route, 422, "Provide exactly one of `document` or `document_url`, not both.");
  if (file && file.sizeBytes === 0) refuse(route, 422, `Empty file (${file.name ?? "document"}).`);
  if (file?.encrypted && !fields.password && !passwordIn(fields.options)) {
    if (v2) refuse(route, 422, "The PDF needs a password.", "encrypted_pdf_password_required");
    refuse(route, 422, "Document is password-protected. Please provide the password parameter.");
  }
  const model = text(fields.model) ?? (v2 ? "dpt-3-pro-20260710" : "dpt-2-20260410");
  if (v2 && !model.startsWith("dpt-3")) {
    const message = `Unknown model version '${model}'. Available: dpt-3-pro-20260710, dpt-3-pro-latest.`;
    refuse(route, 422, message, "unknown_model_version");
  }
  if (!v2 && !model.startsWith("dpt-")) refuse(route, 400, `Unsupported model: ${model}`);
  if (v2) checkOptions(route, fields.options);
  return { documentName: documentNameOf(file, url), model };
}

function passwordIn(options: unknown): boolean {
  return typeof options === "string" && options.includes('"password"');
}

function checkOptions(route: string, raw: unknown): void {
  if (raw === undefined || raw === "") return;
  const options = typeof raw === "string" ? json(raw) : raw;
  if (options === undefined) refuse(route, 422, "options: invalid JSON: Expecting value: line 1 column 1 (char 0)");
  const pages = (options as { pages?: unknown }).pages;
  if (Array.isArray(pages) && pages.some((page) => Number(page) < 1)) {
    refuse(route, 422, `pages: page numbers are 1-indexed (must be >= 1), got: [${pages.join(", ")}]`);
  }
}

/** An extraction to do. */
export interface ExtractInput {
  documentName: string;
  model: string;
  schema: JsonSchema;
  /** Characters of Markdown that go in, as far as they are known. */
  inputChars: number;
}

/** Markdown and schema of an extraction, checked in the order of the vendor's page. */
export function extractInput({ route }: Exchange, { fields, file }: RequestFields): ExtractInput {
  const given = fields.markdown;
  const url = text(fields.markdown_url);
  const hasText = typeof given === "string";
  if ((file || hasText) && url)
    refuse(route, 422, "Cannot provide both 'markdown' and 'markdown_url'. Please provide only one.");
  if ((hasText && given.trim() === "") || file?.sizeBytes === 0)
    refuse(route, 422, "No markdown file or URL provided.");
  if (!file && !hasText && !url) refuse(route, 422, "Must provide either 'markdown' or 'markdown_url'.");
  if (url && !/^https?:\/\/\S+$/.test(url)) refuse(route, 422, `Invalid URL format: ${url}`);
  const name = file?.name ?? "";
  if (/\.(?:pdf|docx?|xlsx?|png|jpe?g)$/i.test(name)) {
    refuse(route, 422, `Unsupported format: application/octet-stream (${name}). Supported formats: MD`);
  }
  const model = text(fields.model) ?? "extract-20260314";
  if (!/^extract-(?:latest|20\d{6})$/.test(model)) {
    const known = "extract-20251024, extract-20260314";
    const message = `Invalid extract version '${model}' provided. Valid versions are: ${known} or use 'extract-latest' to use the latest version.`;
    refuse(route, 400, message);
  }
  const inputChars = hasText ? given.length : (file?.sizeBytes ?? 4_000);
  return { documentName: documentNameOf(file, url), model, schema: readSchema(route, fields.schema), inputChars };
}

const field = "Field extraction validation error: ";

function readSchema(route: string, raw: unknown): JsonSchema {
  const schema = typeof raw === "string" ? json(raw) : raw;
  if (schema === undefined) refuse(route, 400, "Invalid JSON schema: Expecting value: line 1 column 1 (char 0)");
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    return refuse(route, 422, `${field}The provided JSON must parse to an object at the root.`);
  }
  const { type } = schema as { type?: unknown };
  // An empty schema is taken: the vendor's own SDK tests send one.
  if (type !== "object" && Object.keys(schema).length > 0) {
    refuse(route, 422, `${field}The provided schema must have "type": "object" for the root.`);
  }
  return schema as JsonSchema;
}

function json(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
