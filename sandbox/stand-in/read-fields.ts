import type { Exchange } from "../http/exchange.ts";
import { readBodyText } from "../http/read-body.ts";
import { readMultipart, type UploadedFile } from "../http/read-multipart.ts";

/** What a request brought: the fields of its form or of its JSON, and its file. */
export interface RequestFields {
  fields: Record<string, unknown>;
  file: UploadedFile | null;
}

/** Why a body could not be read. */
export type Unreadable = "too-large" | "malformed";

/** Reads a JSON or a multipart body; no body at all reads as no fields. */
export async function readFields(
  exchange: Exchange,
  options: { fileFields: readonly string[]; maxFileBytes: number },
): Promise<RequestFields | Unreadable> {
  if (/^multipart\//i.test(exchange.headers["content-type"] ?? "")) {
    const result = await readMultipart(exchange.request, options);
    return result.read === "whole" ? { fields: result.form.fields, file: result.form.file } : result.read;
  }
  const body = await readBodyText(exchange.request);
  if (body.read === "too-large") return "too-large";
  if (body.text === "") return { fields: {}, file: null };
  try {
    const value: unknown = JSON.parse(body.text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { fields: value as Record<string, unknown>, file: null } : "malformed";
  } catch {
    return "malformed";
  }
}

/** The name a document goes by: that of its file, or the last part of its address. */
export function documentNameOf(file: UploadedFile | null, ...addresses: unknown[]): string {
  if (file?.name) return file.name.slice(0, 100);
  for (const address of addresses) {
    if (typeof address !== "string" || !URL.canParse(address)) continue;
    const last = new URL(address).pathname.split("/").at(-1);
    if (last) return decode(last).slice(0, 100);
  }
  return "document.pdf";
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
