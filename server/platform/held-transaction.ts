import { type Database, type OwnedDatabase, type PlainSql, plainSqlOn } from "./db.ts";

/** A transaction that stays open over many operations: what they write appears whole, or not at all. */
export interface HeldTransaction {
  /**
   * The database as seen from inside. Hand-written SQL and its transactions (savepoints) run one after the other on the
   * held connection; `prisma`, its transactions and `questions` go past it, and see only what is committed.
   */
  db: Database;
  commit(): Promise<void>;
  /** Undoes everything. Does nothing after `commit`. */
  rollBack(): Promise<void>;
}

/** Opens it on a connection of the pool's, which it keeps until its end. */
export async function holdTransaction(owner: OwnedDatabase): Promise<HeldTransaction> {
  const connection = await owner.pool.connect();
  await connection.query("BEGIN");
  const raw = plainSqlOn(connection);
  const inTurn = makeTurns();
  let open = true;
  const end = async (statement: "COMMIT" | "ROLLBACK") => {
    if (!open) return;
    open = false;
    await inTurn(async () => {
      let broken: Error | undefined;
      await connection
        .query(statement)
        .catch((error: Error) => {
          broken = error;
          if (statement === "COMMIT") throw error;
        })
        .finally(() => connection.release(broken));
    });
  };
  return {
    db: {
      prisma: owner.prisma,
      questions: owner.questions,
      transaction: (work) => owner.transaction(work),
      sql: { query: (text, values) => inTurn(() => inSavepoint(raw, (sql) => sql.query(text, values))) },
      sqlTransaction: (work) => inTurn(() => inSavepoint(raw, work)),
    },
    commit: () => end("COMMIT"),
    rollBack: () => end("ROLLBACK"),
  };
}

async function inSavepoint<T>(sql: PlainSql, work: (sql: PlainSql) => Promise<T>): Promise<T> {
  await sql.query("SAVEPOINT step");
  try {
    const result = await work(sql);
    await sql.query("RELEASE SAVEPOINT step");
    return result;
  } catch (error) {
    await sql.query("ROLLBACK TO SAVEPOINT step");
    throw error;
  }
}

/** Runs what it is given one after the other. */
function makeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
}
