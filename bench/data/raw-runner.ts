import pg from "pg";
import { factsSql, timesOfFactsSql } from "#server/metrics/index.ts";
import type { SqlRunner } from "#server/platform/index.ts";

/** Longest a question on raw rows may take, in milliseconds. */
const patienceMs = 300_000;

/** A runner that asks a question's own statement of the raw rows: each rollup in it is replaced by the facts it was made of. */
export function openRawRunner(url: string): SqlRunner & { close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: 4, statement_timeout: patienceMs });
  return {
    query: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(onFacts(text), values)).rows,
    close: () => pool.end(),
  };
}

/** When each kind of failure was first and last seen, and when it came back after a week, from the failures. */
const keys = "entry_id, family, provider, region, coalesce(product, '')";
const groupsSql = `(SELECT entry_id AS entry, family, provider, region, coalesce(product, '') AS product, min(at) AS first_at,
  max(at) AS last_at FROM failure WHERE entry_id IS NOT NULL GROUP BY ${keys})`;
const comebacksSql = `(SELECT * FROM (
  SELECT entry_id AS entry, family, provider, region, coalesce(product, '') AS product, at,
    lag(at) OVER (PARTITION BY ${keys} ORDER BY at) AS silent_since FROM failure WHERE entry_id IS NOT NULL) s
  WHERE at - silent_since > interval '7 days')`;

/** The statement with its rollups made from the facts of its window on the spot. */
export function onFacts(statement: string): string {
  // Facts are of one grain and level: what a statement says of these in so many words holds for all of them.
  const text = statement.replaceAll(/r\.(?:grain|level|client|product) = '\w*'/g, "true");
  const grain = text.match(/r\.grain = (\$\d+)/)?.[1];
  const level = text.match(/r\.level = (\$\d+)/)?.[1] ?? "''";
  const dimension = text.match(/r\.dimension = (\$\d+)/)?.[1];
  const from = text.match(/r\.bucket >= (?:date_bin\('1 minute', )?(\$\d+)/)?.[1] ?? "'-infinity'::timestamptz";
  const to = text.match(/r\.bucket < (\$\d+)/)?.[1] ?? "'infinity'::timestamptz";
  const bound = (sql: string) => sql.replaceAll("$1", from).replaceAll("$2", to).replace(/ r$/, " f");
  const named = `${grain ? `${grain}::text` : "'day'"} AS grain, ${level}::text AS level`;
  return text
    .replaceAll(/\bfailure_group g\b/g, `${groupsSql} g`)
    .replaceAll(/\bFROM failure_group\b/g, `FROM ${groupsSql} g`)
    .replaceAll(/\bFROM failure_comeback\b/g, `FROM ${comebacksSql} c`)
    .replaceAll(/\brollup r\b/g, `(SELECT ${named}, f.* FROM ${bound(factsSql)}) r`)
    .replaceAll(/\brollup_time r\b/g, `(SELECT ${named}, f.* FROM ${bound(timesOfFactsSql)}) r`)
    .replaceAll(
      /\brollup_shape r\b/g,
      `(SELECT ${level}::text AS level, f.* FROM ${shapesSql(dimension, from, to)}) r`,
    );
}

function shapesSql(dimension: string | undefined, from: string, to: string): string {
  return `(SELECT s.dimension, s.bucket, j.provider, j.region, j.product, coalesce(j.client_id::text, '') AS client, s.value, 1 AS jobs, s.failed,
    s."partial", s.pages FROM job j, LATERAL docket_job_shapes(j) s
    WHERE j.ended_at >= ${from} AND j.ended_at < ${to} AND s.dimension = ${dimension ?? "s.dimension"}) f`;
}
