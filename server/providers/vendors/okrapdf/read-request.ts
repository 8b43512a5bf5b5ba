import type { OperationMatch, RequestFacts } from "../../contract.ts";
import { wireRequest, wireWork } from "./wire.ts";

/** Endpoints that answer questions as well as extract data: only a schema makes their answer a job. */
const chatEndpoints = new Set(["chat.completions", "chat.completions_unversioned", "resolve.chat"]);

/** What a request works on, and for a chat whether it asks for data of a schema. */
export function readRequest({ operation, params }: OperationMatch, payload: unknown): Partial<RequestFacts> {
  const body = wireRequest.safeParse(payload);
  const asked = body.success ? body.data : null;
  const address = asked?.url ?? asked?.source?.url ?? null;
  const structured = /^json_(?:schema|object)$/.test(asked?.response_format?.type ?? "");
  return {
    tier: asked?.model ?? null,
    fileId: asked?.document_id ?? (operation.kind === "sync_job" ? (params.id ?? null) : null),
    fileName: lastSegment(address),
    ...(chatEndpoints.has(operation.name) ? { product: structured ? "extract" : null } : {}),
  };
}

function lastSegment(address: string | null): string | null {
  if (!address || !URL.canParse(address)) return null;
  const last = new URL(address).pathname.split("/").at(-1);
  try {
    return last ? decodeURIComponent(last) : null;
  } catch {
    return last ?? null;
  }
}

/** A stored file's id and name. */
export function readFile(match: OperationMatch, payload: unknown): { fileId: string; name: string } | null {
  if (match.operation.kind !== "upload") return null;
  const file = wireWork.safeParse(payload);
  if (!file.success) return null;
  const name = file.data.file_name ?? file.data.fileName;
  return file.data.id && name ? { fileId: file.data.id, name } : null;
}
