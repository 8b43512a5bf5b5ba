import { ByteReader, ByteWriter } from "../ids/byte-stream.ts";
import { packJson, unpackJson } from "../ids/packed-json.ts";
import { readSignedId, signedId } from "../ids/signed-id.ts";

/** A kind of job of one vendor. */
export interface JobKind {
  /** `<provider>/<name>`: keeps ids of different kinds apart. */
  purpose: string;
  /** How its ids begin. */
  idPrefix: string;
  /** The route that makes it, as the catalogue of provocations names it. */
  create: string;
}

/** Everything a job's id says. The whole future of the job follows from it. */
export interface JobRecord {
  /** Milliseconds since 1970. */
  createdAt: number;
  seed: number;
  /** File name, or the last part of the file's address. */
  documentName: string;
  /** Provoking tokens that did not stand in the document's name. */
  directives: string;
  /** What must be echoed or satisfied. Too large for the id, it is known only while it is remembered. */
  note: Record<string, unknown>;
}

/** Notes that pack to more bytes than this are left out of the id, which would get too long for a URL. */
const noteBytes = 300;

export function jobId(kind: JobKind, record: JobRecord): string {
  const packed = packJson(Object.keys(record.note).length === 0 ? undefined : record.note);
  const bytes = new ByteWriter()
    .uint(record.createdAt, 6)
    .uint(record.seed, 3)
    .string(record.documentName)
    .string(record.directives)
    .bytes(packed.length > noteBytes ? new Uint8Array(0) : packed)
    .finish();
  return signedId(kind.idPrefix, kind.purpose, bytes);
}

/** The record behind an id of that kind; null when the id is none. */
export function readJobId(kind: JobKind, id: string): JobRecord | null {
  const bytes = readSignedId(kind.idPrefix, kind.purpose, id);
  if (bytes === null) return null;
  const reader = new ByteReader(bytes);
  return {
    createdAt: reader.uint(6),
    seed: reader.uint(3),
    documentName: reader.string(),
    directives: reader.string(),
    note: (unpackJson(reader.bytes()) as Record<string, unknown> | undefined) ?? {},
  };
}
