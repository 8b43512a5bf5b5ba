import { createHash } from "node:crypto";
import { finished } from "node:stream/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { from } from "pg-copy-streams";
import { postgresValues } from "./postgres-json.ts";
import { PrismaClient } from "./prisma/client.ts";
import type { TransactionClient } from "./prisma/internal/prismaNamespace.ts";

/**
 * The one way to the database. `prisma` serves ordinary queries and, inside a write, the write's transaction;
 * `sql` serves hand-written SQL in store files (batches, rollups, analytics).
 */
export interface Database {
  prisma: PrismaClient | TransactionClient;
  sql: SqlRunner;
  /** The same for the questions of screens: a few connections of their own and a shorter patience, so that no chart holds up a call. */
  questions: SqlRunner;
  /** Runs `work` in one transaction; nested calls join the outer one. */
  transaction<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** The same for hand-written SQL only, on one plain connection: cheaper on hot paths. */
  sqlTransaction<T>(work: (sql: PlainSql) => Promise<T>): Promise<T>;
}

/** Hand-written SQL with positional parameters; characters Postgres refuses in text are replaced on the way. */
export interface SqlRunner {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[], hints?: SqlHints): Promise<Row[]>;
}

/** A plain connection: rows in bulk can be handed to it. */
export interface PlainSql extends SqlRunner {
  /** Runs a `COPY … FROM STDIN` with `lines`: rows in its text format, each ended by a line feed. */
  copyIn(text: string, lines: string): Promise<void>;
}

/** How a statement is to be run. */
export interface SqlHints {
  /**
   * Its plan is kept by each connection: for the few hot statements whose text is always the same, whose plan no size of
   * the tables changes, and which name the columns they return, for a kept plan refuses new ones.
   */
  isKept?: boolean;
  /**
   * Longest it may take, in milliseconds, where less than usual; beyond it Postgres ends it with `query_canceled`. Means
   * nothing inside a transaction, which that would end too.
   */
  withinMs?: number;
}

/** The database with its pool, as the process that owns it sees it. */
export interface OwnedDatabase extends Database {
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Longest a statement may take before Postgres ends it, in milliseconds. */
const statementTimeoutMs = 15_000;
/** The same for a question of a screen. */
const questionTimeoutMs = 5_000;
/** Connections for the questions of screens. */
const questionConnections = 6;

// Postgres bigint counts fit a JavaScript number for the next few thousand years of calls.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** Opens the pool and the Prisma client on it. */
export function openDatabase(url: string, options: { poolSize?: number } = {}): OwnedDatabase {
  const pool = openPool(url, options.poolSize ?? 20, statementTimeoutMs);
  const questionPool = openPool(url, Math.min(questionConnections, options.poolSize ?? 20), questionTimeoutMs);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    prisma,
    pool,
    sql: runnerOn(pool),
    questions: runnerOn(questionPool),
    transaction: (work) => prisma.$transaction((tx) => work(insideTransaction(tx)), { timeout: statementTimeoutMs }),
    sqlTransaction: (work) => inPlainTransaction(pool, work),
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), questionPool.end()]);
    },
  };
}

function openPool(url: string, max: number, statement_timeout: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 5_000,
    statement_timeout,
    application_name: "docket",
  });
  // A connection that dies is replaced by the pool, and whoever was using it gets the error from their query; without
  // listeners, idle or in use, its end would end the process.
  pool.on("error", () => {});
  pool.on("connect", (connection) => connection.on("error", () => {}));
  return pool;
}

function runnerOn(pool: pg.Pool): SqlRunner {
  return {
    async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = [], hints: SqlHints = {}) {
      const { withinMs } = hints;
      if (withinMs === undefined) return (await pool.query<Row>(statementOf(text, values, hints))).rows;
      return inPlainTransaction(
        pool,
        (sql) => sql.query<Row>(text, values),
        `SET LOCAL statement_timeout = ${withinMs}`,
      );
    },
  };
}

/** A kept statement is named after its text, so that equal names mean equal statements. */
function statementOf(text: string, values: unknown[], { isKept = false }: SqlHints): pg.QueryConfig {
  const name = isKept ? { name: createHash("sha1").update(text).digest("hex") } : {};
  return { text, values: postgresValues(values), ...name };
}

function insideTransaction(tx: TransactionClient): Database {
  const sql: SqlRunner = {
    query: <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      tx.$queryRawUnsafe<Row[]>(text, ...postgresValues(values)),
  };
  const copyIn = () => Promise.reject(new Error("rows are copied in transactions of their own only"));
  const db: Database = {
    prisma: tx,
    sql,
    questions: sql,
    transaction: (work) => work(db),
    sqlTransaction: (work) => work({ ...sql, copyIn }),
  };
  return db;
}

async function inPlainTransaction<T>(pool: pg.Pool, work: (sql: PlainSql) => Promise<T>, setting = ""): Promise<T> {
  const connection = await pool.connect();
  const sql = plainSqlOn(connection);
  let broken: Error | undefined;
  try {
    await connection.query(setting ? `BEGIN; ${setting}` : "BEGIN");
    const result = await work(sql);
    await connection.query("COMMIT");
    return result;
  } catch (error) {
    await connection.query("ROLLBACK").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    connection.release(broken);
  }
}

/** Hand-written SQL on one connection. */
export function plainSqlOn(connection: pg.PoolClient): PlainSql {
  return {
    query: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = [], hints: SqlHints = {}) =>
      (await connection.query<Row>(statementOf(text, values, hints))).rows,
    copyIn(text, lines) {
      const stream = connection.query(from(text));
      stream.end(lines);
      return finished(stream);
    },
  };
}
