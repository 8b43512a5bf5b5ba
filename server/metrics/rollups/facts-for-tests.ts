import { randomUUID } from "node:crypto";
import type { SqlRunner } from "#server/platform/index.ts";

/** Numbers from 0 to 1 that a seed repeats. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const providers = ["llamaparse", "extend"] as const;
const regions = ["eu", "us"] as const;
const products = ["parse", "extract"] as const;
const states = ["succeeded", "partial", "failed", "cancelled", "lost"] as const;
const families = ["quota", "timeout", "vendor_fault"] as const;

/** Writes facts at random over the days before `now`, and changes some of them again, as a busy desk would. */
export async function writeRandomFacts(sql: SqlRunner, now: Date, count: number, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const clients = [randomUUID(), randomUUID(), null];
  const at = (days: number) => new Date(now.getTime() - Math.floor(random() * days * 86_400_000));
  for (let n = 0; n < count; n += 1) {
    const place = [pick(providers), pick(regions), pick(products), pick(clients)] as const;
    const days = pick([0.05, 1, 3, 12]);
    const startedAt = at(days);
    const failureId = random() < 0.3 ? randomUUID() : null;
    await sql.query(
      `INSERT INTO call (id, started_at, ended_at, instance_id, provider, region, product, client_id, method, path, outcome,
         status, latency_ms, bytes_up, bytes_down, failure_id)
       VALUES ($1, $2, $2, $1, $3, $4, $5, $6, 'GET', '/', $7, 200, $8, $9, 7, $10)`,
      [randomUUID(), startedAt, ...place, pick(["answered", "refused", "client_gone"]), random() * 9_000, n, failureId],
    );
    if (failureId) await insertFailure(sql, failureId, startedAt, place, pick(families));
    await writeJob(sql, { place, createdAt: at(days), random, now, states });
  }
}

type Place = readonly [string, string, string, string | null];

async function insertFailure(sql: SqlRunner, id: string, at: Date, place: Place, family: string): Promise<void> {
  await sql.query(
    `INSERT INTO failure (id, at, provider, region, product, client_id, surface, match, entry_id, family, rule, billed)
     VALUES ($1, $2, $3, $4, $5, $6, 'http', 'entry', $7, $8, 'r', 'no')`,
    [id, at, ...place, family === "quota" ? null : `x/${family}`, family],
  );
}

interface JobToWrite {
  place: Place;
  createdAt: Date;
  random: () => number;
  now: Date;
  states: readonly string[];
}

/** A job that is made, perhaps runs, perhaps ends, perhaps changes its mind, and perhaps is billed twice over. */
async function writeJob(sql: SqlRunner, { place, createdAt, random, now, states }: JobToWrite): Promise<void> {
  const id = randomUUID();
  const [provider, region, product, client] = place;
  const name = random() < 0.8 ? `d.${random() < 0.5 ? "pdf" : "PNG"}` : null;
  await sql.query(
    `INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, client_id, state, created_at, last_seen_at,
       file_name, document_bytes) VALUES ($1, $2, $3, $4, 'v', $5, $6, 'queued', $7, $7, $8, $9)`,
    [id, provider, region, product, id, client, createdAt, name, Math.floor(random() * 6e7)],
  );
  if (random() < 0.2) return;
  const later = (from: Date) => new Date(from.getTime() + random() * (now.getTime() - from.getTime()));
  const runningAt = later(createdAt);
  await sql.query("UPDATE job SET state = 'running', running_at = $2, tier = 'agentic' WHERE id = $1", [id, runningAt]);
  if (random() < 0.2) return;
  const endedAt = later(runningAt);
  const state = states[Math.floor(random() * states.length)];
  const pages = Math.floor(random() * 40);
  await sql.query("UPDATE job SET state = $2, ended_at = $3, pages = $4 WHERE id = $1", [id, state, endedAt, pages]);
  if (random() < 0.3) await sql.query("UPDATE job SET state = 'partial' WHERE id = $1", [id]);
  await sql.query(
    `INSERT INTO credit_entry (id, provider, region, billed_key, job_id, client_id, product, tier, at, source, updated_at)
     VALUES ($1, $2, $3, $1::uuid::text, $1, $4, $5, 'agentic', $6, 'unknown', $6)`,
    [id, provider, region, client, product, endedAt],
  );
  if (random() < 0.5) {
    await sql.query("UPDATE credit_entry SET source = 'estimated', credits = $2, pages = $3 WHERE id = $1", [
      id,
      pages * 2,
      pages,
    ]);
  }
  if (random() < 0.5) {
    await sql.query("UPDATE credit_entry SET source = 'reported', credits = $2, estimated = $3 WHERE id = $1", [
      id,
      pages * 1.5,
      pages * 2,
    ]);
  }
  if (random() < 0.1) await sql.query("DELETE FROM credit_entry WHERE id = $1", [id]);
}
