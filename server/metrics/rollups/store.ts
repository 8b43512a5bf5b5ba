import type { SqlRunner } from "#server/platform/index.ts";

/** Everything that is made from facts and can be made again. */
const rollupTables = [
  "rollup_delta",
  "rollup_time_delta",
  "rollup_shape_delta",
  "rollup",
  "rollup_time",
  "rollup_shape",
];
/** Names the advisory lock that whoever folds or rebuilds holds. */
const foldLock = 7_305_911;
/** Deltas of each kind folded in one transaction. */
const mostPerFold = 20_000;

const hourMs = 3_600_000;
/** How long counts by the minute are kept, in milliseconds. */
export const minutesKeptMs = 26 * hourMs;
/** How long counts by the quarter of an hour are kept, in milliseconds. */
export const quartersKeptMs = 8 * 24 * hourMs;

/** Since when the fine grains are kept at `now`. */
export function keptSince(now: Date): { minutes: Date; quarters: Date } {
  return { minutes: new Date(now.getTime() - minutesKeptMs), quarters: new Date(now.getTime() - quartersKeptMs) };
}

/** Folds waiting deltas into the rollups; returns how many, 0 when another process is at it. Needs a transaction. */
export async function foldDeltas(sql: SqlRunner, now: Date): Promise<number> {
  const [lock] = await sql.query<{ mine: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS mine", [foldLock]);
  if (!lock?.mine) return 0;
  const { minutes, quarters } = keptSince(now);
  const [row] = await sql.query<{ n: number }>(
    "SELECT docket_fold_rollups($1, $2, $3) + docket_fold_shapes($1) + docket_fold_groups($1) AS n",
    [mostPerFold, minutes, quarters],
  );
  return row?.n ?? 0;
}

/** Drops fine counts that have grown old; returns how many rows. */
export async function dropOldGrains(sql: SqlRunner, now: Date): Promise<number> {
  const { minutes, quarters } = keptSince(now);
  let dropped = 0;
  for (const table of ["rollup", "rollup_time"]) {
    for (const [grain, since] of [
      ["minute", minutes],
      ["quarter", quarters],
    ]) {
      const [row] = await sql.query<{ n: number }>(
        `WITH gone AS (DELETE FROM ${table} WHERE grain = $1 AND level IN (SELECT level FROM docket_levels()) AND bucket < $2 RETURNING 1)
         SELECT count(*)::int AS n FROM gone`,
        [grain, since],
      );
      dropped += row?.n ?? 0;
    }
  }
  return dropped;
}

/** Drops counts of every grain from before an instant; returns how many rows. */
export async function dropRollupsBefore(sql: SqlRunner, before: Date): Promise<number> {
  let dropped = 0;
  for (const table of ["rollup", "rollup_time", "rollup_shape"]) {
    const [row] = await sql.query<{ n: number }>(
      `WITH gone AS (DELETE FROM ${table} WHERE bucket < $1 RETURNING 1) SELECT count(*)::int AS n FROM gone`,
      [before],
    );
    dropped += row?.n ?? 0;
  }
  return dropped;
}

/** How many deltas wait to be folded, and since when the oldest fact among them. */
export async function waitingDeltas(sql: SqlRunner): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT ((SELECT count(*) FROM rollup_delta) + (SELECT count(*) FROM rollup_time_delta)
       + (SELECT count(*) FROM rollup_shape_delta) + (SELECT count(*) FROM failure_group_delta))::int AS n`,
  );
  return row?.n ?? 0;
}

/** The first and last instant of any fact; null without facts. */
async function factsSpan(sql: SqlRunner): Promise<{ from: Date; to: Date } | null> {
  const [row] = await sql.query<{ from_at: Date | null; to_at: Date | null }>(
    `SELECT min(first) AS from_at, max(last) AS to_at FROM (
       SELECT min(started_at) AS first, max(started_at) AS last FROM call
       UNION ALL SELECT min(at), max(at) FROM failure
       UNION ALL SELECT min(created_at), max(created_at) FROM job
       UNION ALL SELECT min(at), max(at) FROM credit_entry) spans`,
  );
  return row?.from_at && row.to_at ? { from: row.from_at, to: row.to_at } : null;
}

/** Where facts leave what they add to the rollups. */
const deltaTables = rollupTables.filter((table) => table.endsWith("_delta"));

/**
 * Empties the rollups and builds them from the facts, in one transaction that sees one state of the database: facts
 * written meanwhile keep their deltas. Needs a transaction at the level REPEATABLE READ.
 */
export async function rebuildFromFacts(sql: SqlRunner, now: Date, onDay: (day: Date) => void): Promise<void> {
  await sql.query("SET LOCAL statement_timeout = 0");
  await sql.query("SET LOCAL work_mem = '256MB'");
  await sql.query("SELECT pg_advisory_xact_lock($1)", [foldLock]);
  // What is older than the oldest fact kept cannot be made again, and stays.
  const [kept] = await sql.query<{ facts_from: Date | null }>("SELECT facts_from FROM retention");
  const factsFrom = kept?.facts_from ?? new Date(0);
  for (const table of rollupTables) await sql.query(`DELETE FROM ${table} WHERE bucket >= $1`, [factsFrom]);
  // What the facts add goes through tables of this transaction's own, which stand before the others by the same name: it
  // gets in nobody's way who writes new facts, and new facts not in its.
  const ownTables = [...deltaTables, "failure_group_delta"];
  for (const table of ownTables) {
    await sql.query(`CREATE TEMP TABLE ${table} (LIKE ${table} INCLUDING ALL) ON COMMIT DROP`);
  }
  const span = await factsSpan(sql);
  if (!span) return;
  const dayMs = 24 * hourMs;
  const { minutes, quarters } = keptSince(now);
  for (let day = Math.floor(span.from.getTime() / dayMs) * dayMs; day <= span.to.getTime(); day += dayMs) {
    await sql.query("SELECT docket_points_again($1, $2, $3)", [new Date(day), new Date(day + dayMs), quarters]);
    await sql.query("SELECT docket_shapes_again($1, $2)", [new Date(day), new Date(day + dayMs)]);
    await sql.query("SELECT docket_groups_again($1, $2)", [new Date(day), new Date(day + dayMs)]);
    await sql.query("SELECT docket_fold_groups(2147483647)");
    onDay(new Date(day));
  }
  for (const table of deltaTables) await sql.query(`DELETE FROM ${table} WHERE bucket < $1`, [factsFrom]);
  await sql.query("SELECT docket_fill_full($1, $2)", [minutes, quarters]);
  await sql.query("SELECT docket_fill_levels(ARRAY(SELECT level FROM docket_levels() WHERE level <> 'full'), $1)", [
    factsFrom,
  ]);
  await sql.query("SELECT docket_fold_shapes(2147483647)");
}
