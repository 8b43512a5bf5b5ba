import { ByteReader, ByteWriter } from "../../ids/byte-stream.ts";
import { packUuid, unpackUuid } from "../../ids/packed-uuid.ts";
import type { Provocation } from "../../provoke/provocation.ts";
import { jobFailures } from "../job-failures.ts";

/** How a v1 parse job ends. Never reorder: the position stands in the id. */
const ends = ["succeeded", "partial", "cancelled", "stuck-queued", "stuck", "failed"] as const;
/** v1 modes and tiers with the credits of one page; never reorder. */
export const v1Tiers = ["", "fast", "cost_effective", "agentic", "agentic_plus"] as const;

/**
 * A v1 parse job. Its id is a UUID as at the vendor, so it carries the outcome itself and not the file's name: the
 * content of its result follows from the seed.
 */
export interface V1ParseRecord {
  createdAt: number;
  seed: number;
  /** Tenths of a second. */
  queueTenths: number;
  runTenths: number;
  end: (typeof ends)[number];
  failure: Provocation | null;
  pages: number;
  badPages: number;
  tier: (typeof v1Tiers)[number];
  cacheHit: boolean;
  billedFailure: boolean;
  /** Index into `v1PollFaults`. */
  pollFault: number;
}

/** What polls of a v1 job can do instead of answering. */
export const v1PollFaults = [null, 429, 500, 502, 503, 504, "vanish"] as const;

const purpose = "llamaparse/parse-v1";

export function v1ParseId(record: V1ParseRecord): string {
  const outcome =
    record.failure === null ? ends.indexOf(record.end) : ends.length + jobFailures.indexOf(record.failure);
  const tier = v1Tiers.indexOf(record.tier);
  const flags = (record.cacheHit ? 8 : 0) + (record.billedFailure ? 16 : 0);
  const bits = new ByteWriter()
    .uint(record.createdAt - epoch, 5)
    .uint(Math.min(255, record.seed % 256), 1)
    .uint(Math.min(1023, record.queueTenths) * 4096 + Math.min(4095, record.runTenths), 3)
    .uint(outcome, 1)
    .uint(Math.min(63, record.pages) * 4 + Math.min(3, record.badPages), 1)
    .uint(tier + flags + record.pollFault * 32, 1);
  return packUuid(purpose, bits.finish());
}

/** Forty bits of milliseconds from here reach to 2060. */
const epoch = Date.UTC(2025, 6, 1);

export function readV1ParseId(id: string): V1ParseRecord | null {
  const payload = unpackUuid(purpose, id);
  if (payload === null) return null;
  const reader = new ByteReader(payload);
  const createdAt = reader.uint(5) + epoch;
  const seed = reader.uint(1);
  const durations = reader.uint(3);
  const outcome = reader.uint(1);
  const pages = reader.uint(1);
  const rest = reader.uint(1);
  return {
    createdAt,
    seed,
    queueTenths: Math.floor(durations / 4096),
    runTenths: durations % 4096,
    end: ends[outcome] ?? "failed",
    failure: jobFailures[outcome - ends.length] ?? null,
    pages: pages >> 2,
    badPages: pages & 3,
    tier: v1Tiers[rest & 7] ?? "",
    cacheHit: (rest & 8) !== 0,
    billedFailure: (rest & 16) !== 0,
    pollFault: rest >> 5,
  };
}
