import pg from "pg";
import type { ScratchDesk } from "#server/process/index.ts";
import { callFailuresSql, callsSql, derivedSql, jobFailuresSql, jobsSql, ledgerSql, prepareSql } from "./build-sql.ts";
import { clients, failureKinds, jobKinds } from "./dimensions.ts";

/** What to build. */
export interface Size {
  jobs: number;
  days: number;
  /** The last instant of the data. */
  now: Date;
}

const dayMs = 86_400_000;
const jobsAtOnce = 100_000;
/** Tables that are filled without their triggers and indexes, which come back afterwards. */
const filled = ["call", "failure", "job", "credit_entry"];

/** Builds the facts in an empty database, in the real schema; `say` hears of each step. */
export async function build(desk: ScratchDesk, size: Size, say: (line: string) => void): Promise<void> {
  const from = new Date(size.now.getTime() - size.days * dayMs);
  const [first, second] = [await connect(desk.url), await connect(desk.url)];
  const step = async (name: string, work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    say(`${name} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
  };
  await step("emptied and prepared", () => prepare(first, from, size.now));
  const indexes = await dropIndexes(first);
  await step("jobs", () =>
    inTurn([first, second], stretches(size.jobs), ([a, b]) => [jobsSql, [a, b, size.jobs, from, size.now]]),
  );
  await first.query(createdAtIndex);
  const days = Array.from({ length: size.days }, (_, day) => [
    new Date(from.getTime() + day * dayMs),
    new Date(from.getTime() + (day + 1) * dayMs),
  ]);
  const late = [...days, [size.now, new Date(size.now.getTime() + dayMs)]];
  await step("calls", () => inTurn([first, second], days, (day) => [callsSql, [...day, size.now]]));
  await step("failures of calls", () => inTurn([first, second], late, (day) => [callFailuresSql, day]));
  await first.query(endedAtIndex);
  await step("failures of jobs", () => inTurn([first, second], days, (day) => [jobFailuresSql, day]));
  await step("ledger", () => inTurn([first, second], days, (day) => [ledgerSql, day]));
  await step("indexes", () => restoreIndexes([first, second], indexes));
  await step("statistics", () => vacuum(desk.url));
  await Promise.all([first.end(), second.end()]);
}

const createdAtIndex = `CREATE INDEX bench_created ON job (created_at)`;
const endedAtIndex = `CREATE INDEX bench_ended ON job (ended_at)`;

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // Whoever waits for a statement hears of its end; an idle connection's end must not hide what went wrong before it.
  client.on("error", () => {});
  await client.connect();
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB';
    SET maintenance_work_mem = '1GB'; SET timezone = 'UTC'`);
  return client;
}

/** Clears away what building left and learns the tables' statistics. */
export async function vacuum(url: string): Promise<void> {
  const client = await connect(url);
  await client.query("VACUUM (ANALYZE)");
  await client.end();
}

/** How many rows each table holds, and how large it is with its indexes. */
export async function sizes(url: string): Promise<string[]> {
  const client = await connect(url);
  const lines: string[] = [];
  for (const table of [...filled, "rollup", "rollup_time", "rollup_shape"]) {
    const { rows } = await client.query<{ n: number; size: string }>(
      `SELECT (SELECT count(*) FROM ${table}) AS n, pg_size_pretty(coalesce(
         (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('${table}')), pg_total_relation_size('${table}'))) AS size`,
    );
    lines.push(`${table.padEnd(14)} ${String(rows[0]?.n).padStart(10)} rows  ${rows[0]?.size}`);
  }
  await client.end();
  return lines;
}

async function prepare(client: pg.Client, from: Date, now: Date): Promise<void> {
  await client.query(prepareSql);
  await client.query(`TRUNCATE ${filled.join(", ")}, call_body, call_intent, job_observation, rollup, rollup_time, rollup_shape, rollup_delta,
    rollup_time_delta, rollup_shape_delta, stuck_threshold, client CASCADE`);
  for (const table of ["call", "call_body", "failure"]) {
    await client.query("SELECT docket_ensure_partitions($1, $2, $3)", [
      table,
      from,
      new Date(now.getTime() + 14 * dayMs),
    ]);
  }
  await fill(
    client,
    "bench.kind",
    jobKinds().map((kind, id) => ({ id, ...kind })),
  );
  await fill(client, "bench.failure_kind", failureKinds());
  const callers = clients(24);
  await fill(
    client,
    "bench.client",
    callers.map(({ id }, place) => ({ place, id })),
  );
  await fill(
    client,
    "client",
    callers.map((caller) => ({ ...caller, providers: [], created_at: from })),
  );
  await client.query(derivedSql);
}

function fill(client: pg.Client, table: string, rows: readonly object[]): Promise<unknown> {
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  return client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Drops every index that guards nothing; returns the statements that make them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisprimary
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [filled],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition.replace(" ON ONLY ", " ON "));
}

async function restoreIndexes(clients: pg.Client[], definitions: string[]): Promise<void> {
  await clients[0]?.query("DROP INDEX IF EXISTS bench_created, bench_ended");
  await inTurn(clients, definitions, (definition) => [definition, []]);
}

function stretches(jobs: number): [number, number][] {
  const count = Math.ceil(jobs / jobsAtOnce);
  return Array.from({ length: count }, (_, i) => [i * jobsAtOnce + 1, Math.min(jobs, (i + 1) * jobsAtOnce)]);
}

/** Runs one statement for each item, on as many connections as there are. */
async function inTurn<T>(
  clients: pg.Client[],
  items: readonly T[],
  of: (item: T) => [string, unknown[]],
): Promise<void> {
  const left = [...items];
  await Promise.all(
    clients.map(async (client) => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await client.query(...of(item));
    }),
  );
}
