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

/** The statement with its rollups made from the facts of its window on the spot. */
export function onFacts(text: string): string {
  const grain = text.match(/r\.grain = (\$\d+)/)?.[1];
  const level = text.match(/r\.level = (\$\d+)/)?.[1] ?? "''";
  const dimension = text.match(/r\.dimension = (\$\d+)/)?.[1];
  const from = text.match(/r\.bucket >= (\$\d+)/)?.[1] ?? "'-infinity'::timestamptz";
  const to = text.match(/r\.bucket < (\$\d+)/)?.[1] ?? "'infinity'::timestamptz";
  const bound = (sql: string) => sql.replaceAll("$1", from).replaceAll("$2", to).replace(/ r$/, " f");
  const named = `${grain ? `${grain}::text` : "'day'"} AS grain, ${level}::text AS level`;
  return text
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
