import type { OperationMatch, RequestFacts } from "../../contract.ts";
import { wireRequest, wireWork } from "./wire.ts";

/** What a request works on, out of its JSON body or the fields of its multipart head. */
export function readRequest(_match: OperationMatch, payload: unknown): Partial<RequestFacts> {
  const body = wireRequest.safeParse(payload);
  if (!body.success) return {};
  const { file_id, document_id, image_url, analysis_level, filename, file_name } = body.data;
  return {
    tier: analysis_level ?? null,
    fileId: file_id ?? document_id ?? null,
    fileName: filename ?? file_name ?? lastSegment(image_url),
  };
}

function lastSegment(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const last = new URL(address).pathname.split("/").at(-1);
  try {
    return last ? decodeURIComponent(last) : null;
  } catch {
    return last ?? null;
  }
}

/** An upload's answer: the file's id, and its name where the answer repeats it. */
export function readFile(match: OperationMatch, payload: unknown): { fileId: string; name: string } | null {
  if (match.operation.kind !== "upload") return null;
  const file = wireWork.safeParse(payload);
  if (!file.success) return null;
  const fileId = file.data.file_id ?? file.data.id;
  const name = file.data.filename ?? file.data.file_name;
  return fileId && name ? { fileId, name } : null;
}
