import { ByteReader, ByteWriter } from "../ids/byte-stream.ts";
import { packJson, unpackJson } from "../ids/packed-json.ts";
import { shortWords } from "../ids/short-words.ts";
import { readSignedId, signedId } from "../ids/signed-id.ts";
import { fileId, readFileId } from "./file-record.ts";
import { longProject, shortProject } from "./project.ts";

/** Kinds of job whose id is an opaque text that carries the job. Never reorder: the position stands in the id. */
export const jobKinds = [
  "parse-v2",
  "extract-v2",
  "classify-v2",
  "split",
  "split-beta",
  "extract-v1",
  "classify-v1",
] as const;
export type JobKind = (typeof jobKinds)[number];

/**
 * `pjb-` and `ext-` are the vendor's. Prefixes of classify and split ids are not published; those ids (and the v1 ones
 * that would not fit into a UUID) go without.
 */
const prefixes: Record<JobKind, string> = {
  "parse-v2": "pjb-",
  "extract-v2": "ext-",
  "classify-v2": "",
  split: "",
  "split-beta": "",
  "extract-v1": "",
  "classify-v1": "",
};

const tiers = shortWords(["fast", "cost_effective", "agentic", "agentic_plus", "turbo"]);
const inputKinds = ["url", "file", "parse-job"] as const;

/** What a job works on. A URL job's address is its document name. */
export type JobInput = { from: "url" } | { from: "file"; id: string } | { from: "parse-job"; id: string };

/** Everything a job's id says. The whole future of the job follows from it. */
export interface JobRecord {
  kind: JobKind;
  createdAt: number;
  seed: number;
  /** File name or URL. */
  documentName: string;
  /** Provoking tokens that did not stand in the document's name. */
  directives: string;
  projectId: string;
  tier: string;
  input: JobInput;
  /** What must be echoed or satisfied: schema, rules, categories, … */
  config: unknown;
}

export function jobId(record: JobRecord): string {
  return signedId(prefixes[record.kind], `llamaparse/${record.kind}`, jobBytes(record));
}

/** The record behind an id of that kind; null when the id is none. */
export function readJobId(kind: JobKind, id: string): JobRecord | null {
  const bytes = readSignedId(prefixes[kind], `llamaparse/${kind}`, id);
  return bytes === null ? null : jobFromBytes(kind, bytes);
}

function jobBytes(record: JobRecord): Uint8Array {
  return new ByteWriter()
    .uint(record.createdAt, 6)
    .uint(record.seed, 3)
    .string(record.documentName)
    .string(record.directives)
    .string(shortProject(record.projectId))
    .string(tiers.shorten(record.tier))
    .uint(inputKinds.indexOf(record.input.from), 1)
    .bytes(inputBytes(record.input))
    .bytes(packJson(record.config))
    .finish();
}

function jobFromBytes(kind: JobKind, bytes: Uint8Array): JobRecord {
  const reader = new ByteReader(bytes);
  return {
    kind,
    createdAt: reader.uint(6),
    seed: reader.uint(3),
    documentName: reader.string(),
    directives: reader.string(),
    projectId: longProject(reader.string()),
    tier: tiers.lengthen(reader.string()),
    input: inputFrom(inputKinds[reader.uint(1)] ?? "url", reader.bytes()),
    config: unpackJson(reader.bytes()),
  };
}

/** Ids of inputs are carried as their payload, which is shorter than their text. */
function inputBytes(input: JobInput): Uint8Array {
  if (input.from === "url") return new Uint8Array(0);
  if (input.from === "file") return readFileId(input.id) ?? new Uint8Array(0);
  const parse = readJobId("parse-v2", input.id);
  return parse === null ? new Uint8Array(0) : jobBytes(parse);
}

function inputFrom(from: JobInput["from"], bytes: Uint8Array): JobInput {
  if (from === "url") return { from };
  if (from === "file") return { from, id: fileId(bytes) };
  return { from, id: jobId(jobFromBytes("parse-v2", bytes)) };
}
