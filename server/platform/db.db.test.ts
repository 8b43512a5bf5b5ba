import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { postgresJson } from "./postgres-json.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const hostile = "a\u0000b\ud800c";
const kept = "a\ufffdb\ufffdc";

test("text of the outside reaches the database whatever characters it holds", async () => {
  const { sql } = world.ctx.db;
  expect(await sql.query("SELECT $1::text AS t, $2::text[] AS list", [hostile, [hostile]])).toEqual([
    { t: kept, list: [kept] },
  ]);
  const inside = await world.ctx.db.sqlTransaction((tx) => tx.query("SELECT $1::text AS t", [hostile]));
  expect(inside).toEqual([{ t: kept }]);
  const prisma = await world.ctx.db.transaction((db) => db.sql.query("SELECT $1::text AS t", [hostile]));
  expect(prisma).toEqual([{ t: kept }]);
  const json = await sql.query("SELECT $1::jsonb AS j", [postgresJson({ [hostile]: hostile })]);
  expect(json).toEqual([{ j: { [kept]: kept } }]);
});

test("a transaction that throws leaves nothing behind and gives its connection back", async () => {
  const { db } = world.ctx;
  for (let round = 0; round < 30; round += 1) {
    const broken = db.sqlTransaction(async (sql) => {
      await sql.query("INSERT INTO entry_note (entry_id, body, author_label) VALUES ($1, 'x', 'x')", [`n${round}`]);
      throw new Error("on purpose");
    });
    await expect(broken).rejects.toThrow("on purpose");
  }
  expect(await db.sql.query("SELECT count(*)::int AS n FROM entry_note")).toEqual([{ n: 0 }]);
});

test("a connection that Postgres ends in the middle of a transaction is not used again", async () => {
  const { db } = world.ctx;
  const cut = db.sqlTransaction(async (sql) => {
    const [me] = await sql.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    await db.sql.query("SELECT pg_terminate_backend($1)", [me?.pid]);
    await sql.query("SELECT 1");
  });
  await expect(cut).rejects.toThrow();
  const answers = await Promise.all(Array.from({ length: 20 }, () => db.sql.query("SELECT 1 AS one")));
  expect(answers.flat()).toEqual(Array.from({ length: 20 }, () => ({ one: 1 })));
});
