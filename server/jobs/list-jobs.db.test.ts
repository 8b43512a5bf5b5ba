import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { getJob } from "./get-job.ts";
import { countFailures, listFailures } from "./list-failures.ts";
import { countJobs, listJobs } from "./list-jobs.ts";
import { failuresOf, newsOf } from "./news-for-tests.ts";
import { recordObservation } from "./record-observation.ts";
import { learnStuckThresholds } from "./stuck.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, client CASCADE");
  world.clock.set(testStart);
});

const broken = { error: { code: null, message: "PDF_IS_BROKEN: The PDF could not be opened." } };
const create = (id: string, more: Parameters<typeof newsOf>[3] = {}) =>
  recordObservation(world.ctx, { ...newsOf(world, id, "queued", more), source: "gateway", creates: true });
const hear = (...[id, state, more]: [string, Parameters<typeof newsOf>[2], Parameters<typeof newsOf>[3]?]) =>
  recordObservation(world.ctx, newsOf(world, id, state, more));
const found = async (filters: object) =>
  (await listJobs(world.as("viewer"), filters)).items.map((job) => job.vendorJobId);

/** Reads a list to its end, page by page, with `between` happening after each page. */
async function readAll<T>(
  page: (cursor?: string) => Promise<{ items: T[]; next: string | null }>,
  between: (n: number) => Promise<unknown>,
): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | undefined, n = 0; ; n += 1) {
    const { items, next } = await page(cursor);
    all.push(...items);
    if (next === null) return all;
    cursor = next;
    await between(n);
  }
}

test("pages join without a gap or a double, while jobs keep coming and many share an instant", async () => {
  for (let n = 0; n < 23; n += 1) {
    if (n % 7 === 0) world.clock.advance(1);
    await create(`j${n}`);
  }
  world.clock.advance(60_000);
  const read = await readAll(
    (cursor) => listJobs(world.as("viewer"), { limit: 5, cursor }),
    (n) => create(`newer-${n}`),
  );
  const ids = read.map((job) => job.vendorJobId);
  expect(ids.toSorted()).toEqual(Array.from({ length: 23 }, (_, n) => `j${n}`).sort());
  const times = read.map((job) => job.createdAt);
  expect(times).toEqual(times.toSorted().reverse());
});

test("the oldest come first where asked, and pages join there too", async () => {
  for (let n = 0; n < 12; n += 1) {
    if (n % 5 === 0) world.clock.advance(1);
    await create(`j${n}`);
    await hear(`j${n}`, "failed", { fact: broken });
  }
  world.clock.advance(60_000);
  const jobs = await readAll(
    (cursor) => listJobs(world.as("viewer"), { limit: 5, order: "oldest", cursor }),
    async () => {},
  );
  const newest = await listJobs(world.as("viewer"), {});
  expect(jobs.map(({ id }) => id)).toEqual(newest.items.map(({ id }) => id).reverse());
  const failures = await listFailures(world.as("viewer"), { order: "oldest" });
  expect(failures.items.map(({ at }) => at)).toEqual(failures.items.map(({ at }) => at).toSorted());
});

test("pages of failures join in the same way", async () => {
  for (let n = 0; n < 12; n += 1) {
    await create(`j${n}`);
    await hear(`j${n}`, "failed", { fact: broken });
  }
  world.clock.advance(60_000);
  const read = await readAll(
    (cursor) => listFailures(world.as("viewer"), { limit: 5, cursor }),
    async (n) => {
      await create(`newer-${n}`);
      await hear(`newer-${n}`, "failed", { fact: broken });
    },
  );
  expect(new Set(read.map((failure) => failure.id)).size).toBe(12);
  expect(read).toHaveLength(12);
});

test("a cursor that is not ours is refused in words", async () => {
  for (const cursor of [
    "x",
    "MjAyNg",
    Buffer.from(`2026-11-20T12:00:00.000Z|${"-".repeat(36)}`).toString("base64url"),
  ]) {
    for (const list of [listJobs, listFailures]) {
      await expect(list(world.as("viewer"), { cursor })).rejects.toMatchObject({ code: "invalid_input" });
    }
  }
});

test("every filter narrows, and filters join", async () => {
  const client = randomUUID();
  await world.ctx.db.prisma.client.create({ data: { id: client, name: "Invoices" } });
  await create("plain");
  await create("clients", { clientId: client });
  await create("failed", { fact: { product: "extract", vocabulary: "extract_v2" } });
  await hear("failed", "failed", { fact: { ...broken, product: "extract", vocabulary: "extract_v2" } });
  await create("european", { region: "eu" });
  world.clock.advance(1);
  expect(await found({ client })).toEqual(["clients"]);
  expect(await found({ region: "eu" })).toEqual(["european"]);
  expect(await found({ product: "extract" })).toEqual(["failed"]);
  expect(await found({ state: "failed" })).toEqual(["failed"]);
  expect((await found({ state: ["failed", "queued"], region: "sandbox" })).sort()).toEqual([
    "clients",
    "failed",
    "plain",
  ]);
  expect(await found({ entry: "llamaparse/pdf-is-broken" })).toEqual(["failed"]);
  expect(await found({ entry: "llamaparse/pdf-is-broken", region: "eu" })).toEqual([]);
  expect(await found({ provider: "extend" })).toEqual([]);
  const [item] = (await listJobs(world.as("viewer"), { client })).items;
  expect(item).toMatchObject({
    client: { id: client, name: "Invoices" },
    credits: { source: "unknown", credits: null },
  });
});

test("a range holds its start and not its end; a search without a range reaches all time", async () => {
  await create("old");
  world.clock.advance(40 * 24 * 3_600_000);
  await create("new", { fact: { fileName: "Report.pdf" } });
  const now = world.clock.now().toISOString();
  world.clock.advance(1);
  expect(await found({})).toEqual(["new"]);
  expect(await found({ from: testStart.toISOString(), to: now })).toEqual(["old"]);
  expect(await found({ q: "old" })).toEqual(["old"]);
  expect(await found({ q: "old", range: "24h" })).toEqual([]);
});

test("a search finds ids, any part of a file's name in any case, what resembles it, and a request id of its failure", async () => {
  await create("j1", { fact: { fileName: "Invoice_2026 100%.pdf" } });
  await create("j2", { fact: { fileName: "InvoiceX2026.pdf" } });
  const correlation = "0b4c3f9e-5d0d-4a57-9a5a-0f2f3f1c9d11";
  await hear("j2", "failed", {
    fact: { error: { code: null, message: `Oops! Something went wrong. Correlation ID: ${correlation}` } },
  });
  const [{ id } = { id: "" }] = (await listJobs(world.as("viewer"), { q: "j1" })).items;
  expect(await found({ q: id })).toEqual(["j1"]);
  expect(await found({ q: "invoice_2026 1" })).toEqual(["j1"]);
  expect(await found({ q: "INVOICE" })).toHaveLength(2);
  expect(await found({ q: "in" })).toHaveLength(2);
  expect(await found({ q: "nvoicex" })).toEqual(["j2"]);
  expect(await listJobs(world.as("viewer"), { q: "nvoicex" })).not.toHaveProperty("resembling");
  expect(await listJobs(world.as("viewer"), { q: "invoicex2027" })).toMatchObject({
    items: [{ vendorJobId: "j2" }],
    resembling: true,
    next: null,
  });
  expect(await found({ q: "%" })).toEqual([]);
  expect(await found({ q: "\u0000" })).toEqual([]);
  expect(await found({ q: correlation })).toEqual(["j2"]);
});

test("a job is stuck when it has lived three times as long as nearly all before it, or half an hour at first", async () => {
  await create("young");
  await create("ended");
  await hear("ended", "cancelled");
  world.clock.advance(1_801_000);
  expect(await found({ stuck: "true" })).toEqual(["young"]);
  expect(await found({ stuck: "false" })).toEqual(["ended"]);
  // Twenty jobs of 100 s each teach that 300 s is long here.
  for (let n = 0; n < 20; n += 1) await create(`usual-${n}`);
  world.clock.advance(100_000);
  for (let n = 0; n < 20; n += 1) await hear(`usual-${n}`, "succeeded");
  await learnStuckThresholds(world.ctx);
  await create("next");
  world.clock.advance(299_000);
  expect(await found({ stuck: "true", q: "next" })).toEqual([]);
  world.clock.advance(2_000);
  expect(await found({ stuck: "true", q: "next" })).toEqual(["next"]);
  expect(await getJob(world.as("viewer"), { id: "next" })).toMatchObject({ stuck: true });
});

test("a failure is listed with its entry, its job's file and what to do; the same filters narrow it", async () => {
  await create("j1", { fact: { fileName: "a.pdf" } });
  await hear("j1", "failed", { fact: broken });
  const [failure] = await failuresOf(world, "j1");
  const list = async (filters: object) => (await listFailures(world.as("viewer"), filters)).items;
  world.clock.advance(1);
  expect(await list({})).toMatchObject([
    {
      id: failure?.id,
      surface: "job",
      match: "entry",
      entryId: "llamaparse/pdf-is-broken",
      family: "corrupt_file",
      fileName: "a.pdf",
      whoActs: "caller",
      code: "PDF_IS_BROKEN",
    },
  ]);
  for (const filters of [
    { family: "corrupt_file" },
    { surface: "job" },
    { match: "entry" },
    { q: "could not be OPENED" },
  ]) {
    expect(await list(filters)).toHaveLength(1);
  }
  for (const filters of [
    { family: "quota" },
    { surface: "http" },
    { match: "none" },
    { q: "nothing like it" },
    { q: "\u0000" },
  ]) {
    expect(await list(filters)).toEqual([]);
  }
});

test("a list's count is its rows under the same filters", async () => {
  for (let n = 0; n < 5; n += 1) await create(`j${n}`, { region: n < 2 ? "eu" : "sandbox" });
  world.clock.advance(1);
  expect(await countJobs(world.as("viewer"), {})).toEqual({ count: 5, exact: true });
  expect(await countJobs(world.as("viewer"), { region: "eu" })).toEqual({ count: 2, exact: true });
  expect(await countJobs(world.as("viewer"), { q: "j3" })).toEqual({ count: 1, exact: true });
  await hear("j0", "failed", { fact: broken, region: "eu" });
  world.clock.advance(1);
  expect(await countFailures(world.as("viewer"), { family: "corrupt_file" })).toEqual({ count: 1, exact: true });
  expect(await countFailures(world.as("viewer"), { family: "quota" })).toEqual({ count: 0, exact: true });
});
