import type { FileSignature } from "../http/inspect-bytes.ts";
import { fileSignatures } from "../http/inspect-bytes.ts";
import { ByteReader, ByteWriter } from "../ids/byte-stream.ts";
import { readSignedId, signedId } from "../ids/signed-id.ts";

/** What a file's id says about it. */
export interface FileRecord {
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Keeps ids of equal uploads apart. */
  seed: number;
  sizeBytes: number;
  signature: FileSignature;
  /** A PDF that names an encryption dictionary and was sent without a password. */
  locked: boolean;
  name: string;
}

const purpose = "extend/file";
const prefix = "file_";

export function fileId(file: FileRecord): string {
  const bytes = new ByteWriter()
    .uint(file.createdAt, 6)
    .uint(file.seed, 3)
    .varint(file.sizeBytes)
    .uint(fileSignatures.indexOf(file.signature) + (file.locked ? 128 : 0), 1)
    .string(file.name)
    .finish();
  return signedId(prefix, purpose, bytes);
}

/** The record behind a file id; null when it names none. */
export function readFileId(id: string): FileRecord | null {
  const bytes = readSignedId(prefix, purpose, id);
  if (bytes === null) return null;
  const reader = new ByteReader(bytes);
  const [createdAt, seed, sizeBytes, look] = [reader.uint(6), reader.uint(3), reader.varint(), reader.uint(1)];
  return {
    createdAt,
    seed,
    sizeBytes,
    signature: fileSignatures[look % 128] ?? "other",
    locked: look >= 128,
    name: reader.string(),
  };
}

/** FileType.d.ts of `extend-ai` 1.17.0 (2026-11-20); null for an ending of no known type. */
const types: Readonly<Record<string, string>> = {
  pdf: "PDF",
  csv: "CSV",
  png: "IMG",
  jpg: "IMG",
  jpeg: "IMG",
  tif: "IMG",
  tiff: "IMG",
  txt: "TXT",
  doc: "DOCX",
  docx: "DOCX",
  xls: "EXCEL",
  xlsx: "EXCEL",
  xml: "XML",
  html: "HTML",
};

/** The vendor's type of a file by its ending; a name without one counts as PDF, since addresses often have none. */
export function fileType(name: string): string | null {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase();
  return ending === undefined ? "PDF" : (types[ending] ?? null);
}

/** `FileSummary` as runs show it. */
export function fileSummary(id: string, name: string, createdAt: number, pages: number) {
  const at = new Date(createdAt).toISOString();
  return {
    object: "file",
    id,
    name,
    type: fileType(name),
    parentFileId: null,
    metadata: { pageCount: pages },
    createdAt: at,
    updatedAt: at,
  };
}
