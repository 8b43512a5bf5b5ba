import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cursor, decodeCursor, encodeCursor } from "#lib/cursor.ts";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import type { JobQuestion } from "./list-filter-store.ts";
import { listJobs } from "./list-jobs.ts";
import { countNamed, findNamed, type SearchLimits } from "./name-search-store.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
  await world.ctx.db.sql.query(
    `INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, state, file_name, created_at, last_seen_at)
     SELECT id, provider, region, product, product, vendor_job_id, state, file_name, created_at, last_seen_at FROM json_to_recordset($1::json) AS t(id uuid, provider text, region text, product text, vendor_job_id text, state text,
       file_name text, created_at timestamptz, last_seen_at timestamptz)`,
    [JSON.stringify(jobs)],
  );
});
afterAll(() => world.close());

const names = [
  "Invoice-1.pdf",
  "invoice-2.PDF",
  "50%_off\\now.pdf",
  "ÄRGER.pdf",
  "a".repeat(300),
  "scan",
  null,
  "invoice-12.pdf",
];
/** Three share each instant, so that pages end among equals. */
const jobs = Array.from({ length: 120 }, (_, n) => {
  const at = new Date(testStart.getTime() - Math.floor(n / 3) * 60_000).toISOString();
  const [id, name] = [randomUUID(), names[(n * 5) % names.length] ?? null];
  const state = n % 4 === 0 ? "failed" : "succeeded";
  return {
    id,
    provider: "extend",
    region: "us",
    product: "parse",
    vendor_job_id: `j${n}`,
    state,
    file_name: name,
    created_at: at,
    last_seen_at: at,
  };
});

const slow: SearchLimits = { atOnce: 5, indexWithinMs: null, pageWithinMs: 0 };
const indexed: SearchLimits = { ...slow, indexWithinMs: 5_000 };
const question = (filters: JobQuestion["filters"] = {}): JobQuestion => ({
  filters,
  from: null,
  to: null,
  now: testStart,
  found: null,
});

/** What a plain look at every job finds, in the list's order. */
function plain(text: string, { state, order }: JobQuestion["filters"]): string[] {
  const sought = text.toLowerCase();
  // Of one or two letters, names begin with them.
  const holds = (name: string) => (text.length < 3 ? name.startsWith(sought) : name.includes(sought));
  const held = jobs.filter(
    (job) => job.file_name && holds(job.file_name.toLowerCase()) && (!state || job.state === state),
  );
  const sorted = held
    .sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id.localeCompare(a.id))
    .map(({ id }) => id);
  return order === "oldest" ? sorted.reverse() : sorted;
}

/** All pages of a search, as cursors carry it on. */
async function all(text: string, filters: JobQuestion["filters"], limits: SearchLimits) {
  const [ids, sizes]: [string[], number[]] = [[], []];
  for (let cursor: Cursor | null = null; ; ) {
    const page = await findNamed(world.ctx.db.sql, question(filters), text, cursor, 6, limits);
    ids.push(...page.ids);
    sizes.push(page.ids.length);
    const last = jobs.find(({ id }) => id === page.ids.at(-1));
    if (page.lookedTo) cursor = decodeCursor(encodeCursor({ ...page.lookedTo, soFar: "some" }));
    else if (page.ids.length === 6 && last) cursor = { at: new Date(last.created_at), id: last.id };
    else return { ids, sizes };
  }
}

test.each([
  ["slow", slow],
  ["indexed", indexed],
])("a %s search finds what a plain look finds, in the list's order, without a gap or a double", async (_, limits) => {
  for (const text of [
    "invoice",
    "INVOICE-1",
    ".pdf",
    "%_",
    "%_off",
    "_off\\\\now",
    "s",
    "\\",
    "ärger",
    "aaaa",
    "scan",
    "nothing has this",
  ])
    for (const filters of [
      {},
      { state: "failed" as const },
      { order: "oldest" as const },
      { state: "failed" as const, order: "oldest" as const },
    ])
      expect((await all(text, filters, limits)).ids, `${text} ${JSON.stringify(filters)}`).toEqual(
        plain(text, filters),
      );
});

test("a search that takes long answers with what it has, and says how far it got", async () => {
  const { sizes } = await all("50%", {}, slow);
  expect(sizes.length).toBeGreaterThan(8);
  const first = await findNamed(world.ctx.db.sql, question(), "nothing has this", null, 6, slow);
  expect(first.ids).toEqual([]);
  expect(first.lookedTo).toMatchObject({ at: new Date(testStart.getTime() - 3 * 60_000) });
});

test("a count tells whether it is all of them", async () => {
  const count = (text: string, most: number, limits: SearchLimits) =>
    countNamed(world.ctx.db.sql, question(), text, most, limits);
  const n = plain("invoice", {}).length;
  expect(await count("invoice", 1_000, indexed)).toEqual({ n, isAll: true });
  expect(await count("invoice", 1_000, { ...slow, pageWithinMs: 60_000 })).toEqual({ n, isAll: true });
  expect(await count("invoice", 2, slow)).toMatchObject({ isAll: true });
  const some = await count("scan", 1_000, slow);
  expect(some.isAll).toBe(false);
  expect(some.n).toBeLessThan(plain("scan", {}).length);
});

test("what only resembles the text is offered once a search that went on for pages has found nothing", async () => {
  const last = jobs.at(-1);
  if (!last) throw new Error("There are jobs.");
  const from = (soFar: "none" | "some") =>
    encodeCursor({ at: new Date(last.created_at), id: "00000000-0000-4000-8000-000000000000", soFar });
  const list = (soFar: "none" | "some") => listJobs(world.as("viewer"), { q: "invoic-12.pdf", cursor: from(soFar) });
  expect(await list("none")).toMatchObject({ resembling: true, next: null });
  expect(await list("some")).toEqual({ items: [], next: null });
});

test("a cursor keeps what it was made of, and no other text is taken for one", () => {
  const cursor = { at: testStart, id: randomUUID() };
  for (const each of [cursor, { ...cursor, soFar: "none" as const }, { ...cursor, soFar: "some" as const }])
    expect(decodeCursor(encodeCursor(each))).toEqual(each);
  const told = Buffer.from(`${testStart.toISOString()}|${cursor.id}|all`).toString("base64url");
  expect(decodeCursor(told)).toBeNull();
});
