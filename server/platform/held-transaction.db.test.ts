import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#server/testing/index.ts";
import { type OwnedDatabase, openDatabase } from "./db.ts";
import { holdTransaction } from "./held-transaction.ts";

let database: TestDatabase;
let db: OwnedDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, { poolSize: 4 });
  await db.sql.query("CREATE TABLE note (text text PRIMARY KEY)");
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const notes = async () =>
  (await db.sql.query<{ text: string }>("SELECT text FROM note ORDER BY 1")).map(({ text }) => text);
const insert = "INSERT INTO note VALUES ($1)";

test("what many operations write appears together at the end, without what one of them undid", async () => {
  const held = await holdTransaction(db);
  const undone = held.db.sqlTransaction(async (sql) => {
    await sql.query(insert, ["undone"]);
    throw new Error("no");
  });
  const rest = [
    held.db.sqlTransaction((sql) => sql.query(insert, ["a"])),
    held.db.sql.query(insert, ["b"]),
    held.db.sqlTransaction(async (sql) => {
      await sql.query(insert, ["c"]);
      return sql.query("SELECT pg_sleep(0)");
    }),
  ];
  await expect(undone).rejects.toThrow("no");
  await Promise.all(rest);
  expect(await notes()).toEqual([]);
  await held.commit();
  await held.rollBack();
  expect(await notes()).toEqual(["a", "b", "c"]);
});

test("rolled back, nothing is left, and the pool has its connection again", async () => {
  const before = await notes();
  for (let round = 0; round < 6; round += 1) {
    const held = await holdTransaction(db);
    await held.db.sql.query(insert, [`lost ${round}`]);
    await held.rollBack();
  }
  expect(await notes()).toEqual(before);
});

test("a statement that fails outside a step does not end the transaction", async () => {
  const held = await holdTransaction(db);
  await held.db.sql.query(insert, ["d"]);
  await expect(held.db.sql.query("SELECT nothing")).rejects.toThrow();
  await held.db.sql.query(insert, ["e"]);
  await held.commit();
  expect(await notes()).toEqual(expect.arrayContaining(["d", "e"]));
});
