import { ByteReader, ByteWriter } from "../ids/byte-stream.ts";
import { packJson, unpackJson } from "../ids/packed-json.ts";
import { readSignedId, signedId } from "../ids/signed-id.ts";
import { kinds, type RunKind } from "./run-kinds.ts";

/** Everything a run's id says. The whole future of the run follows from it. */
export interface RunRecord {
  kind: RunKind;
  /** Milliseconds since 1970. */
  createdAt: number;
  seed: number;
  /** File name, or the last part of the file's address. */
  documentName: string;
  /** Provoking tokens that did not stand in the document's name. */
  directives: string;
  engine: string;
  /** Id of the uploaded file; empty when the file came by address or as text. */
  fileId: string;
  /** Id of the batch; empty without one. */
  batchId: string;
  /** What must be echoed or satisfied. Too large for the id, it is known only while it is remembered. */
  config: RunConfig;
}

export interface RunConfig {
  config?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  /** Id of the extractor, classifier, splitter or workflow. */
  processorId?: string;
}

/** Configurations that pack to more bytes than this are left out of the id, which would get too long for a URL. */
const configBytes = 300;
const purposeOf = (kind: RunKind) => `extend/${kind}`;

export function runId(record: RunRecord): string {
  const packed = packJson(Object.keys(record.config).length === 0 ? undefined : record.config);
  const bytes = new ByteWriter()
    .uint(record.createdAt, 6)
    .uint(record.seed, 3)
    .string(record.documentName)
    .string(record.directives)
    .string(record.engine === kinds[record.kind].engine ? "" : record.engine)
    .string(record.fileId)
    .string(record.batchId)
    .bytes(packed.length > configBytes ? new Uint8Array(0) : packed)
    .finish();
  return signedId(kinds[record.kind].idPrefix, purposeOf(record.kind), bytes);
}

/** The record behind an id of that kind; null when the id is none. */
export function readRunId(kind: RunKind, id: string): RunRecord | null {
  const bytes = readSignedId(kinds[kind].idPrefix, purposeOf(kind), id);
  if (bytes === null) return null;
  const reader = new ByteReader(bytes);
  return {
    kind,
    createdAt: reader.uint(6),
    seed: reader.uint(3),
    documentName: reader.string(),
    directives: reader.string(),
    engine: reader.string() || kinds[kind].engine,
    fileId: reader.string(),
    batchId: reader.string(),
    config: (unpackJson(reader.bytes()) as RunConfig | undefined) ?? {},
  };
}
