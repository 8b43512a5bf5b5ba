import type { OperationMatch, RequestFacts } from "../../contract.ts";
import { wireCreateBody, wireFile, wireWrappedFile } from "./wire.ts";

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

/** Engine, file id and file name out of a create body; the older API says `fileId`, `fileUrl` and `fileName`. */
export function readRequest(_match: OperationMatch, payload: unknown): Partial<RequestFacts> {
  const body = wireCreateBody.safeParse(payload);
  if (!body.success) return {};
  const file = body.data.file ?? body.data.files?.[0];
  const { config } = body.data;
  return {
    tier: config?.engine ?? config?.baseProcessor ?? null,
    fileId: file?.id ?? file?.fileId ?? null,
    fileName: file?.name ?? file?.fileName ?? nameFromUrl(file?.url ?? file?.fileUrl),
  };
}

/** An upload's answer: the file's id and name. */
export function readFile(match: OperationMatch, payload: unknown): { fileId: string; name: string } | null {
  if (match.operation.kind !== "upload") return null;
  const wrapped = wireWrappedFile.safeParse(payload);
  const file = wrapped.success ? wrapped.data.file : wireFile.safeParse(payload).data;
  return file ? { fileId: file.id, name: file.name } : null;
}
