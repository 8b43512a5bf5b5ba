import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
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
  /** Runs `work` in one transaction; nested calls join the outer one. */
  transaction<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** The same for hand-written SQL only, on one plain connection: cheaper on hot paths. */
  sqlTransaction<T>(work: (sql: SqlRunner) => Promise<T>): Promise<T>;
}

/** Hand-written SQL with positional parameters; characters Postgres refuses in text are replaced on the way. */
export interface SqlRunner {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** The database with its pool, as the process that owns it sees it. */
export interface OwnedDatabase extends Database {
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Longest a statement may take before Postgres ends it, in milliseconds. */
const statementTimeoutMs = 15_000;

// Postgres bigint counts fit a JavaScript number for the next few thousand years of calls.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** Opens the pool and the Prisma client on it. */
export function openDatabase(url: string, options: { poolSize?: number } = {}): OwnedDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 20,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementTimeoutMs,
    application_name: "docket",
  });
  // A connection that dies is replaced by the pool, and whoever was using it gets the error from their query; without
  // listeners, idle or in use, its end would end the process.
  pool.on("error", () => {});
  pool.on("connect", (connection) => connection.on("error", () => {}));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    prisma,
    pool,
    sql: {
      async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
        return (await pool.query<Row>(text, postgresValues(values))).rows;
      },
    },
    transaction: (work) => prisma.$transaction((tx) => work(insideTransaction(tx)), { timeout: statementTimeoutMs }),
    sqlTransaction: (work) => inPlainTransaction(pool, work),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

function insideTransaction(tx: TransactionClient): Database {
  const db: Database = {
    prisma: tx,
    sql: {
      query: <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
        tx.$queryRawUnsafe<Row[]>(text, ...postgresValues(values)),
    },
    transaction: (work) => work(db),
    sqlTransaction: (work) => work(db.sql),
  };
  return db;
}

async function inPlainTransaction<T>(pool: pg.Pool, work: (sql: SqlRunner) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  const sql: SqlRunner = {
    query: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await connection.query<Row>(text, postgresValues(values))).rows,
  };
  let broken: Error | undefined;
  try {
    await connection.query("BEGIN");
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
