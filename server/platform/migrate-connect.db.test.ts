import { randomBytes } from "node:crypto";
import { type AddressInfo, createServer, type Server } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#server/testing/index.ts";
import { silentLog } from "./log.ts";
import { migrate } from "./migrate.ts";
import { StartupError } from "./startup-error.ts";

let database: TestDatabase;
/** Answers every connection in words PostgreSQL does not speak. */
let stranger: Server;

beforeAll(async () => {
  database = await createTestDatabase();
  stranger = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  stranger.close();
  await database.drop();
});

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

const cases: [string, () => string, RegExp][] = [
  ["no URL at all", () => "my database", /is not a PostgreSQL address/],
  ["another kind of database", () => "mysql://u:hunter2@localhost/db", /is not a PostgreSQL address/],
  ["an unknown host", () => "postgresql://u:hunter2@nowhere.invalid/db", /host name in nowhere\.invalid/],
  ["a port nobody listens on", () => changed((url) => (url.port = "1")), /nothing listens at 127\.0\.0\.1:1\./],
  ["a wrong password", () => changed((url) => (url.password = "hunter2")), /refuses the password of user docket/],
  ["no password", () => changed((url) => (url.password = "")), /the address has none/],
  ["a wrong user", () => changed((url) => (url.username = "someone")), /refuses the password of user someone/],
  ["a missing database", () => changed((url) => (url.pathname = "/absent")), /has no database absent; create it first/],
  [
    "a server of another kind",
    () => changed((url) => (url.port = `${(stranger.address() as AddressInfo).port}`)),
    /is not a usable PostgreSQL/,
  ],
];

test.each(cases)("%s gives one clear sentence without the password", async (_name, makeUrl, sentence) => {
  const url = makeUrl();
  const error = await migrate(url, { log: silentLog }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StartupError);
  const { message } = error as StartupError;
  expect(message).toMatch(sentence);
  expect(message).toMatch(/^The database in DATABASE_URL|^DATABASE_URL/);
  for (const secret of ["hunter2", new URL(database.url).password]) expect(message).not.toContain(secret);
});

test("a user who may not create tables is told so", async () => {
  const role = `reader_${randomBytes(4).toString("hex")}`;
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  try {
    await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'hunter2'; DROP TABLE "_prisma_migrations"`);
    const url = changed((place) => Object.assign(place, { username: role, password: "hunter2" }));
    await expect(migrate(url, { log: silentLog })).rejects.toThrow(
      new StartupError(
        "The database user may not change the schema (permission denied for schema public): let it own the database.",
      ),
    );
  } finally {
    await owner.query(`DROP ROLE ${role}`);
    await owner.end();
  }
});
