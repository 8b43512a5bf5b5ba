import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { listFailures } from "./list-failures.ts";
import { listJobs } from "./list-jobs.ts";

/** More rows than a search compares one by one before it asks the index. */
const many = 6_000;

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
  const { sql } = world.ctx.db;
  await sql.query(
    `INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, state, file_name, created_at, last_seen_at)
     SELECT gen_random_uuid(), CASE n % 2 WHEN 0 THEN 'extend' ELSE 'llamaparse' END, 'eu', 'parse', 'v', 'j' || n, 'queued',
       CASE WHEN n < 4 THEN 'Rare_100%.pdf' ELSE 'invoice-' || n || '.pdf' END, $1::timestamptz - make_interval(secs => $2 - n), $1
     FROM generate_series(0, $2 - 1) n`,
    [testStart, many],
  );
  await sql.query(
    `INSERT INTO failure (id, at, provider, region, surface, match, family, rule, billed, message, request_id)
     SELECT gen_random_uuid(), $1::timestamptz - make_interval(secs => $2 - n), CASE n % 2 WHEN 0 THEN 'extend' ELSE 'llamaparse' END, 'eu',
       'http', 'none', 'unclassified', 'r', 'no', CASE WHEN n < 4 THEN 'Rare words, 100%' ELSE 'usual words' END, 'req-' || n
     FROM generate_series(0, $2 - 1) n`,
    [testStart, many],
  );
});
afterAll(() => world.close());

const jobs = async (filters: object) =>
  (await listJobs(world.as("viewer"), filters)).items.map((job) => job.vendorJobId);
const failures = async (filters: object) =>
  (await listFailures(world.as("viewer"), filters)).items.map((failure) => failure.requestId);

test("a name that only jobs far back have is found, under the other filters too, page by page", async () => {
  expect(await jobs({ q: "rare_100%" })).toEqual(["j3", "j2", "j1", "j0"]);
  expect(await jobs({ q: "rare_100%", provider: "extend" })).toEqual(["j2", "j0"]);
  expect(await jobs({ q: "rare_100%", order: "oldest", state: "queued" })).toEqual(["j0", "j1", "j2", "j3"]);
  const first = await listJobs(world.as("viewer"), { q: "rare_100%", limit: 3 });
  expect(await jobs({ q: "rare_100%", limit: 3, cursor: first.next })).toEqual(["j0"]);
});

test("a name that many jobs have gives the newest of them", async () => {
  expect(await jobs({ q: "invoice", limit: 2 })).toEqual([`j${many - 1}`, `j${many - 2}`]);
});

test("words and request ids that only failures far back have are found, under the other filters too", async () => {
  const range = { range: "24h" };
  expect(await failures({ q: "rare WORDS, 100%", ...range })).toEqual(["req-3", "req-2", "req-1", "req-0"]);
  expect(await failures({ q: "rare words", provider: "extend", ...range })).toEqual(["req-2", "req-0"]);
  expect(await failures({ q: "req-1", ...range })).toEqual(["req-1"]);
  expect(await failures({ q: "usual", limit: 1, ...range })).toEqual([`req-${many - 1}`]);
});
