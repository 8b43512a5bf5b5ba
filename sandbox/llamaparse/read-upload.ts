import type { Exchange } from "../http/exchange.ts";
import { type MultipartForm, readMultipart, type UploadedFile } from "../http/read-multipart.ts";
import { Refusal } from "../http/reply.ts";
import { readDirectives } from "../jobs/directives.ts";
import { detailReply, refuse } from "./error-replies.ts";
import type { LlamaState } from "./state.ts";

/** Platform limit for one file (developers.llamaindex.ai/llamaparse/general/limitations/, 2026-11-20). */
const platformLimitBytes = 512 * 1024 * 1024;
/** The vendor documents that there is a limit, not which; 200 is an assumption. */
const longestFileName = 200;

/** An upload that passed the vendor's first checks. */
export interface Upload extends UploadedFile {
  name: string;
}

/** Reads a multipart body; the file may be missing, that is for the caller to judge. */
export async function readForm(
  state: LlamaState,
  exchange: Exchange,
  fields: readonly string[],
): Promise<MultipartForm> {
  const maxFileBytes = state.world.maxUploadBytes ?? platformLimitBytes;
  const result = await readMultipart(exchange.request, { fileFields: fields, maxFileBytes });
  if (result.read === "too-large") throw new Refusal(detailReply(413, "File exceeds size limit"));
  if (result.read === "malformed") throw new Refusal(detailReply(400, "There was an error parsing the body"));
  return result.form;
}

/** The file of a form in one of `fields`, or the documented refusal of what was sent instead. */
export function uploadOf(form: MultipartForm, fields: readonly string[]): Upload {
  if (form.file === null) {
    // A part without a file name reads as an ordinary field.
    if (fields.some((field) => field in form.fields)) refuse("File Upload Errors", "File must have a filename.");
    return refuse("File Upload Errors", "file field is required for multipart requests.");
  }
  return checkedUpload(form.file);
}

export function checkedUpload(file: UploadedFile): Upload {
  if (!file.name) return refuse("File Upload Errors", "File must have a filename.");
  checkFileName(file.name);
  if (file.sizeBytes === 0) refuse("File Upload Errors", "Uploaded file is empty.");
  return { ...file, name: file.name, sizeBytes: readDirectives(file.name).sizeBytes ?? file.sizeBytes };
}

export function checkFileName(name: string): void {
  if (name.length <= longestFileName) return;
  refuse("Parse Errors", "File name exceeds the maximum length of ... characters", [String(longestFileName)]);
}
