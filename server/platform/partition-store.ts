import type { Database, SqlRunner } from "./db.ts";

/** A weekly partition of a table. */
export interface Partition {
  child: string;
  until_at: Date;
  bytes: number;
  /** PostgreSQL's estimate. */
  estimated_rows: number;
}

/** Longest the removal of a partition waits for those who use its table; then it is tried again another time. */
const lockTimeout = "3s";

/** The partitions of a table that end at or before an instant, oldest first. */
export function partitionsBefore(sql: SqlRunner, table: string, before: Date): Promise<Partition[]> {
  return sql.query<Partition & Record<string, unknown>>("SELECT * FROM docket_partitions_before($1::regclass, $2)", [
    table,
    before,
  ]);
}

/**
 * Drops a table's partitions that end at or before an instant, each in a transaction of its own, and deletes what lies
 * in its default partition; returns how many rows went, by estimate.
 */
export async function dropPartitionsBefore(db: Database, table: string, time: string, before: Date): Promise<number> {
  let rows = 0;
  for (const partition of await partitionsBefore(db.sql, table, before)) {
    await db.sqlTransaction(async (sql) => {
      await sql.query(`SET LOCAL lock_timeout = '${lockTimeout}'`);
      await sql.query(`DROP TABLE "${partition.child.replaceAll('"', '""')}"`);
    });
    rows += partition.estimated_rows;
  }
  const [stray] = await db.sql.query<{ n: number }>(
    `WITH gone AS (DELETE FROM ${table}_default WHERE ${time} < $1 RETURNING 1) SELECT count(*) AS n FROM gone`,
    [before],
  );
  return rows + (stray?.n ?? 0);
}
