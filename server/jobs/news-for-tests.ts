import { randomUUID } from "node:crypto";
import type { JobState } from "#lib/vocabulary.ts";
import type { JobFact } from "#server/providers/index.ts";
import type { TestWorld } from "#server/testing/index.ts";
import type { Observation } from "./observation.ts";
import { type JobRow, readJob } from "./store.ts";

/** The vendor's v2 word for a state of ours, as far as it has one. */
const words: Partial<Record<JobState, string>> = {
  queued: "PENDING",
  running: "RUNNING",
  succeeded: "COMPLETED",
  partial: "COMPLETED",
  failed: "FAILED",
  cancelled: "CANCELLED",
};

/** News of a parse job, heard by a poll unless said otherwise. */
export function newsOf(
  world: TestWorld,
  vendorJobId: string,
  state: JobState | null,
  { fact, ...more }: Partial<Omit<Observation, "fact">> & { fact?: Partial<JobFact> } = {},
): Observation {
  return {
    provider: "llamaparse",
    region: "sandbox",
    source: "poll",
    at: world.clock.now(),
    httpStatus: 200,
    callId: null,
    clientId: null,
    providerKeyId: null,
    vendorScope: null,
    dedupeKey: null,
    detail: {},
    adopt: true,
    ...more,
    fact: {
      product: "parse",
      vendorJobId,
      vocabulary: "parse_v2",
      vendorStatus: state && (words[state] ?? null),
      state,
      error: null,
      credits: null,
      pages: null,
      tier: null,
      fileName: null,
      fileId: null,
      ...fact,
    },
  };
}

/** News as the gateway hears it when its call made the job. */
export function creation(world: TestWorld, vendorJobId: string, fact: Partial<JobFact> = {}): Observation {
  return {
    ...newsOf(world, vendorJobId, "queued", { fact }),
    source: "gateway",
    callId: randomUUID(),
    clientId: randomUUID(),
    creates: true,
  };
}

/** The job of a vendor's id, as it stands. */
export async function jobOf(world: TestWorld, vendorJobId: string): Promise<JobRow> {
  const [found] = await world.ctx.db.sql.query<{ id: string }>("SELECT id FROM job WHERE vendor_job_id = $1", [
    vendorJobId,
  ]);
  const job = found && (await readJob(world.ctx.db.sql, found.id));
  if (!job) throw new Error(`no job ${vendorJobId}`);
  return job;
}

/** A job's timeline as short lines: `source state ×count`, with `!` where the state moved. */
export async function timelineOf(world: TestWorld, vendorJobId: string): Promise<string[]> {
  const rows = await world.ctx.db.sql.query<{ source: string; state: string | null; count: number; changed: boolean }>(
    `SELECT o.source, coalesce(o.state, o.http_status::text) AS state, o.count, o.changed
     FROM job_observation o JOIN job j ON j.id = o.job_id WHERE j.vendor_job_id = $1 ORDER BY o.id`,
    [vendorJobId],
  );
  return rows.map(
    ({ source, state, count, changed }) => `${source} ${state}${count > 1 ? ` ×${count}` : ""}${changed ? "!" : ""}`,
  );
}

/** Failures of a job, oldest first. */
export function failuresOf(world: TestWorld, vendorJobId: string) {
  return world.ctx.db.sql.query<{
    id: string;
    entry_id: string | null;
    code: string | null;
    message: string | null;
    family: string;
  }>(
    `SELECT f.id, f.entry_id, f.code, f.message, f.family FROM failure f JOIN job j ON j.id = f.job_id
     WHERE j.vendor_job_id = $1 ORDER BY f.at, f.id`,
    [vendorJobId],
  );
}
