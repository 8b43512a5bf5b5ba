import type { RetentionSettings } from "#lib/contracts/retention.ts";
import { partitionsBefore, type SqlRunner } from "#server/platform/index.ts";

/** Rows that would go are counted up to here. */
const mostCounted = 1_000_000;

/** A table as the operator knows it, and the columns that tell its age. */
interface KeptTable {
  name: string;
  table: string;
  time: string;
  partitioned: boolean;
}

export const keptTables = {
  calls: { name: "Calls", table: "call", time: "started_at", partitioned: true },
  bodies: { name: "Bodies", table: "call_body", time: "at", partitioned: true },
  failures: { name: "Failures", table: "failure", time: "at", partitioned: true },
  jobs: { name: "Jobs", table: "job", time: "created_at", partitioned: false },
  timelines: { name: "Timelines", table: "job_observation", time: "at", partitioned: false },
  ledger: { name: "Credit ledger", table: "credit_entry", time: "at", partitioned: false },
  counts: { name: "Counts", table: "rollup", time: "bucket", partitioned: false },
  durations: { name: "Durations", table: "rollup_time", time: "bucket", partitioned: false },
  shapes: { name: "Document shapes", table: "rollup_shape", time: "bucket", partitioned: false },
} as const satisfies Record<string, KeptTable>;

export async function readSettings(sql: SqlRunner): Promise<RetentionSettings> {
  const [row] = await sql.query<{ metadata_days: number; bodies_days: number; rollups_days: number | null }>(
    "SELECT metadata_days, bodies_days, rollups_days FROM retention",
  );
  if (!row) throw new Error("The row of table retention is missing.");
  return { metadataDays: row.metadata_days, bodiesDays: row.bodies_days, rollupsDays: row.rollups_days };
}

export async function writeSettings(sql: SqlRunner, settings: RetentionSettings, now: Date): Promise<void> {
  await sql.query("UPDATE retention SET metadata_days = $1, bodies_days = $2, rollups_days = $3, updated_at = $4", [
    settings.metadataDays,
    settings.bodiesDays,
    settings.rollupsDays,
    now,
  ]);
}

/** Notes that the facts from before an instant are gone: their counts cannot be made again. */
export async function noteFactsFrom(sql: SqlRunner, at: Date): Promise<void> {
  await sql.query("UPDATE retention SET facts_from = greatest(facts_from, $1)", [at]);
}

/** How large a table is, all partitions and indexes counted, and how old its oldest row. */
export async function measureTable(sql: SqlRunner, { table, time, partitioned }: KeptTable) {
  const [size] = await sql.query<{ bytes: number; rows: number }>(
    partitioned
      ? `SELECT coalesce(sum(pg_total_relation_size(relid)), 0)::int8 AS bytes, coalesce(sum(greatest(0, c.reltuples)), 0)::int8 AS rows
         FROM pg_partition_tree($1::regclass) t JOIN pg_class c ON c.oid = t.relid WHERE t.isleaf`
      : "SELECT pg_total_relation_size(oid) AS bytes, greatest(0, reltuples)::int8 AS rows FROM pg_class WHERE oid = $1::regclass",
    [table],
  );
  // Counts have no index by time alone: their oldest day is the oldest of one grain and level.
  const narrowed = table === "rollup" ? "WHERE grain = 'day' AND level = 'place'" : "";
  const oldest =
    table === "rollup_time" || table === "rollup_shape" || table === "job_observation"
      ? undefined
      : (await sql.query<{ at: Date | null }>(`SELECT min(${time}) AS at FROM ${table} ${narrowed}`))[0];
  return { bytes: size?.bytes ?? 0, rows: size?.rows ?? 0, oldestAt: oldest?.at ?? null };
}

/** What of a partitioned table lies in partitions that end before an instant. */
export async function partitionsDue(sql: SqlRunner, table: string, before: Date) {
  const partitions = await partitionsBefore(sql, table, before);
  return {
    rows: partitions.reduce((sum, { estimated_rows }) => sum + estimated_rows, 0),
    bytes: partitions.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** How many rows lie before an instant, counted to a million. */
export async function rowsDue(sql: SqlRunner, table: string, condition: string, before: Date): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM ${table} WHERE ${condition} LIMIT ${mostCounted}) due`,
    [before],
  );
  return row?.n ?? 0;
}
