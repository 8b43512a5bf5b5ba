import type { FileSignature } from "../http/inspect-bytes.ts";
import { fileSignatures } from "../http/inspect-bytes.ts";
import { ByteReader, ByteWriter } from "../ids/byte-stream.ts";
import { shortWords } from "../ids/short-words.ts";
import { readSignedId, signedId } from "../ids/signed-id.ts";
import { longProject, shortProject } from "./project.ts";

/** What a file's id says about it. */
export interface FileRecord {
  /** Milliseconds since 1970. */
  uploadedAt: number;
  /** Keeps ids of equal uploads apart. */
  seed: number;
  sizeBytes: number;
  signature: FileSignature;
  encrypted: boolean;
  name: string;
  purpose: string;
  externalFileId: string;
  projectId: string;
}

/**
 * The vendor's own type comments write file ids as `dfl-…` while live uploads were seen to return a UUID. A UUID has
 * no room for a file name, so the sandbox gives the documented prefix.
 */
const prefix = "dfl-";
const kind = "llamaparse/file";

/** Files are kept 48 hours (developers.llamaindex.ai/llamaparse/general/troubleshooting/, 2026-11-20). */
export const keptMs = 48 * 3_600_000;

const purposes = shortWords(["user_data", "parse", "extract", "classify", "split", "sheet", "agent_app"]);

export function fileBytes(file: FileRecord): Uint8Array {
  return new ByteWriter()
    .uint(file.uploadedAt, 6)
    .uint(file.seed, 3)
    .varint(file.sizeBytes)
    .uint(fileSignatures.indexOf(file.signature) + (file.encrypted ? 128 : 0), 1)
    .string(file.name)
    .string(purposes.shorten(file.purpose))
    .string(file.externalFileId)
    .string(shortProject(file.projectId))
    .finish();
}

export function fileFromBytes(bytes: Uint8Array): FileRecord {
  const reader = new ByteReader(bytes);
  const uploadedAt = reader.uint(6);
  const seed = reader.uint(3);
  const sizeBytes = reader.varint();
  const look = reader.uint(1);
  return {
    uploadedAt,
    seed,
    sizeBytes,
    signature: fileSignatures[look % 128] ?? "other",
    encrypted: look >= 128,
    name: reader.string(),
    purpose: purposes.lengthen(reader.string()),
    externalFileId: reader.string(),
    projectId: longProject(reader.string()),
  };
}

export function fileId(bytes: Uint8Array): string {
  return signedId(prefix, kind, bytes);
}

/** The payload of a file id; null when it names no file. */
export function readFileId(id: string): Uint8Array | null {
  return readSignedId(prefix, kind, id);
}

/** The part after the last dot, in lower case; empty without one. */
export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
}
