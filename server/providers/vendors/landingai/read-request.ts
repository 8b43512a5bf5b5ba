import type { OperationMatch, RequestFacts } from "../../contract.ts";
import { wireRequest } from "./wire.ts";

/** Model and document of a request: its JSON body, or the fields of its multipart head. */
export function readRequest(_match: OperationMatch, payload: unknown): Partial<RequestFacts> {
  const body = wireRequest.safeParse(payload);
  if (!body.success) return {};
  const { model, document_url, markdown_url, markdownUrl } = body.data;
  return { tier: model ?? null, fileName: lastSegment(document_url ?? markdown_url ?? markdownUrl) };
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
