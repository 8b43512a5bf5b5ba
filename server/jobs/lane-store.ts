import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { postgresJson, type SqlRunner } from "#server/platform/index.ts";
import { type JobRecord, type JobRow, rowOf } from "./store.ts";

/** The jobs of one provider × region that one key made: they wait in one line, and share a limit. */
export interface Lane {
  /** Names the lane within the database. */
  name: string;
  provider: ProviderId;
  region: RegionId;
  providerKeyId: string | null;
  /** Since when its first job is due. */
  dueAt: Date;
}

/** How many jobs of a lane may be taken, and how many of them are set apart for bills that are awaited. */
export interface LaneShare {
  name: string;
  polls: number;
  bills: number;
}

// Both are expressions of the index `job_lane_idx`, and have to be written as they are there.
const laneSql = "(provider || '/' || region || '/' || coalesce(provider_key_id::text, ''))";
const isBillSql = "(CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END)";

const isFreeSql = "(lease_until IS NULL OR lease_until < $1)";

/** The lanes with a job that is due, the longest due first; steps from lane to lane, however many jobs wait in each. */
export async function findDueLanes(sql: SqlRunner, now: Date): Promise<Lane[]> {
  const firstOf = (
    condition: string,
  ) => `SELECT ${laneSql} AS lane, ${isBillSql} AS bill, next_poll_at, provider, region, provider_key_id
    FROM job WHERE next_poll_at IS NOT NULL ${condition} ORDER BY 1, 2, 3 LIMIT 1`;
  const rows = await sql.query<LaneRecord>(
    `WITH RECURSIVE head AS (
       (${firstOf("")})
       UNION ALL
       SELECT next.* FROM head, LATERAL (${firstOf(`AND (${laneSql}, ${isBillSql}) > (head.lane, head.bill)`)}) next)
     SELECT lane, provider, region, provider_key_id, min(next_poll_at) AS due_at FROM head WHERE next_poll_at <= $1
     GROUP BY 1, 2, 3, 4 ORDER BY 5, 1`,
    [now],
  );
  return rows.map(({ lane, provider, region, provider_key_id, due_at }) => {
    return { name: lane, provider, region, providerKeyId: provider_key_id, dueAt: due_at };
  });
}

interface LaneRecord extends Record<string, unknown> {
  lane: string;
  provider: ProviderId;
  region: RegionId;
  provider_key_id: string | null;
  due_at: Date;
}

/**
 * Takes due jobs for `owner`, of each lane no more than its share and the longest due first; those that live go before
 * those whose bill is awaited, but for the part that is set apart. Rows another process is looking at are passed over.
 */
export async function leaseDueJobs(
  sql: SqlRunner,
  input: { owner: string; now: Date; leaseMs: number; shares: readonly LaneShare[] },
): Promise<JobRow[]> {
  const records = await sql.query<JobRecord>(
    `WITH share AS (SELECT * FROM json_to_recordset($4::json) AS t(name text, polls int, bills int)),
     due AS MATERIALIZED (
       SELECT share.name, share.polls, share.bills, kind.bill, first.id, first.next_poll_at
       FROM share CROSS JOIN (VALUES (0), (1)) AS kind(bill) CROSS JOIN LATERAL (
         SELECT id, next_poll_at FROM job WHERE ${laneSql} = share.name AND ${isBillSql} = kind.bill AND next_poll_at <= $1
           AND ${isFreeSql}
         ORDER BY next_poll_at LIMIT share.polls FOR UPDATE SKIP LOCKED) AS first),
     lined_up AS (
       SELECT *, row_number() OVER (PARTITION BY name, bill ORDER BY next_poll_at) AS place FROM due),
     taken AS (
       SELECT id, polls, row_number() OVER (PARTITION BY name
         ORDER BY CASE WHEN bill = 0 THEN 1 WHEN place <= bills THEN 0 ELSE 2 END, next_poll_at) AS place FROM lined_up)
     UPDATE job SET lease_owner = $2, lease_until = $3
     WHERE id = ANY (ARRAY(SELECT id FROM taken WHERE place <= polls)) RETURNING *`,
    [input.now, input.owner, new Date(input.now.getTime() + input.leaseMs), postgresJson(input.shares)],
  );
  return records.map(rowOf);
}

/** How many jobs of a provider × region are due and not yet being asked about. */
export interface Backlog {
  provider: ProviderId;
  region: RegionId;
  /** Whether the jobs have ended, and only their bill is awaited. */
  isBill: boolean;
  jobs: number;
  dueAt: Date;
}

/** What is due and waits; reads the index entry of each job that is followed. */
export async function countDue(sql: SqlRunner, now: Date): Promise<Backlog[]> {
  const rows = await sql.query<BacklogRecord>(
    `SELECT provider, region, ${isBillSql} = 1 AS is_bill, count(*)::int AS jobs, min(next_poll_at) AS due_at FROM job
     WHERE next_poll_at <= $1 AND ${isFreeSql} GROUP BY 1, 2, 3`,
    [now],
  );
  return rows.map(({ provider, region, is_bill, jobs, due_at }) => {
    return { provider, region, isBill: is_bill, jobs, dueAt: due_at };
  });
}

interface BacklogRecord extends Record<string, unknown> {
  provider: ProviderId;
  region: RegionId;
  is_bill: boolean;
  jobs: number;
  due_at: Date;
}
