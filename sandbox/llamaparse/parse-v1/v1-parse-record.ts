import { ByteReader, ByteWriter } from "../../ids/byte-stream.ts";
import { packUuid, unpackUuid } from "../../ids/packed-uuid.ts";
import type { Provocation } from "../../provoke/provocation.ts";
import { jobFailures } from "../job-failures.ts";

/** How a v1 parse job ends. Never reorder: positions stand in ids, as in the two lists below. */
const ends = ["succeeded", "partial", "cancelled", "stuck", "failed"] as const;
/** Tiers and modes that cost differently; the empty one is the default mode. */
export const v1Modes = [
  "",
  "fast",
  "cost_effective",
  "agentic",
  "agentic_plus",
  "parse_page_without_llm",
  "parse_document_with_llm",
  "parse_document_with_agent",
] as const;
/** What polls do instead of answering. */
export const v1PollFaults = [null, 429, 500, 502, 503, 504, "vanish"] as const;

/**
 * A v1 parse job. Its id is a UUID as at the vendor, so it carries the outcome itself and no file name: the content of
 * its result follows from `content`.
 */
export interface V1ParseRecord {
  /** Milliseconds since 1970; made to differ between jobs of one process. */
  createdAt: number;
  /** 0..255, from the document's name. */
  content: number;
  /** Tenths of a second, at most 102 s and 409 s. */
  queueTenths: number;
  runTenths: number;
  end: (typeof ends)[number];
  failure: Provocation | null;
  /** At most 63. */
  pages: number;
  /** At most 3. */
  badPages: number;
  mode: (typeof v1Modes)[number];
  cacheHit: boolean;
  billedFailure: boolean;
  pollFault: (typeof v1PollFaults)[number];
}

const purpose = "llamaparse/parse-v1";
/** Forty bits of milliseconds from here reach to 2060. */
const epoch = Date.UTC(2025, 6, 1);

export function v1ParseId(record: V1ParseRecord): string {
  const failure = record.failure === null ? -1 : jobFailures.indexOf(record.failure);
  const outcome = failure >= 0 ? ends.length + failure : ends.indexOf(record.end);
  const flags = (record.cacheHit ? 8 : 0) + (record.billedFailure ? 16 : 0);
  const bits = new ByteWriter()
    .uint(record.createdAt - epoch, 5)
    .uint(record.content % 256, 1)
    .uint(Math.min(1023, record.queueTenths) * 4096 + Math.min(4095, record.runTenths), 3)
    .uint(outcome, 1)
    .uint(Math.min(63, record.pages) * 4 + Math.min(3, record.badPages), 1)
    .uint(v1Modes.indexOf(record.mode) + flags + v1PollFaults.indexOf(record.pollFault) * 32, 1);
  return packUuid(purpose, bits.finish());
}

export function readV1ParseId(id: string): V1ParseRecord | null {
  const payload = unpackUuid(purpose, id);
  if (payload === null) return null;
  const reader = new ByteReader(payload);
  const [createdAt, content, durations] = [reader.uint(5) + epoch, reader.uint(1), reader.uint(3)];
  const [outcome, pages, rest] = [reader.uint(1), reader.uint(1), reader.uint(1)];
  return {
    createdAt,
    content,
    queueTenths: Math.floor(durations / 4096),
    runTenths: durations % 4096,
    end: ends[outcome] ?? "failed",
    failure: jobFailures[outcome - ends.length] ?? null,
    pages: pages >> 2,
    badPages: pages & 3,
    mode: v1Modes[rest & 7] ?? "",
    cacheHit: (rest & 8) !== 0,
    billedFailure: (rest & 16) !== 0,
    pollFault: v1PollFaults[rest >> 5] ?? null,
  };
}
