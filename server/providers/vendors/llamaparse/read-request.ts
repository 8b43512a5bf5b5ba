import type { OperationMatch, RequestFacts } from "../../contract.ts";
import { wireCreateBody, wireFile } from "./wire.ts";

/** The last path segment of an address, as a file name; null when there is none. */
function nameFromUrl(address: string | null | undefined): string | null {
  if (!address) return null;
  try {
    const last = new URL(address).pathname.split("/").at(-1);
    return last ? decodeURIComponent(last) : null;
  } catch {
    return null;
  }
}

/** Tier, file id and file name out of a create body (JSON, or the fields of a multipart head). */
export function readRequest(_match: OperationMatch, payload: unknown): Partial<RequestFacts> {
  const fields = unfoldConfiguration(payload);
  const body = wireCreateBody.safeParse(fields);
  if (!body.success) return {};
  const { tier, file_id, file_input, source_url, input_url, configuration, document_input } = body.data;
  return {
    tier: tier ?? configuration?.tier ?? null,
    fileId: file_id ?? file_input ?? document_input?.value ?? null,
    fileName: nameFromUrl(source_url ?? input_url),
  };
}

/** `POST /api/v2/parse/upload` carries its options as one JSON string in the field `configuration`. */
function unfoldConfiguration(payload: unknown): unknown {
  if (typeof payload !== "object" || payload === null) return payload;
  const configuration = (payload as Record<string, unknown>).configuration;
  if (typeof configuration !== "string") return payload;
  try {
    return { ...payload, configuration: JSON.parse(configuration) };
  } catch {
    return payload;
  }
}

/** An upload's answer: the file's id and name. */
export function readFile(match: OperationMatch, payload: unknown): { fileId: string; name: string } | null {
  if (match.operation.kind !== "upload") return null;
  const file = wireFile.safeParse(payload);
  return file.success ? { fileId: file.data.id, name: file.data.name } : null;
}
