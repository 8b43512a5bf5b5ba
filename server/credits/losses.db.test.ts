import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { JobState } from "#lib/vocabulary.ts";
import { createClient } from "#server/access/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { findLosses, listLostCredits, setPrice } from "./index.ts";

let world: TestWorld;
let clientId: string;
beforeAll(async () => {
  world = await openTestWorld();
  clientId = (await createClient(world.ctx, { name: "Invoices" })).id;
});
afterAll(() => world.close());
beforeEach(() =>
  world.ctx.db.sql.query("TRUNCATE job, call, credit_entry, credit_loss, loss_check, rollup_delta, credit_price"),
);

const hourMs = 3_600_000;
const before = (ms: number) => new Date(world.clock.now().getTime() - ms);
const sql = () => world.ctx.db.sql;

interface Made {
  id?: string;
  state?: JobState;
  at?: Date;
  credits?: number | null;
  source?: string;
  pages?: number;
  failedPages?: number;
  digest?: string;
  vocabulary?: string;
  fileId?: string;
  /** How the call that made it ended; null = no call of ours made it. */
  outcome?: "answered" | "client_gone" | "upstream_failed" | null;
}

/** A job of a minute's length that ended at `at`, with its bill and the call that made it. */
async function made(job: Made = {}): Promise<string> {
  const id = job.id ?? randomUUID();
  const endedAt = job.at ?? before(hourMs);
  const createdAt = new Date(endedAt.getTime() - 60_000);
  const callId = job.outcome === null ? null : randomUUID();
  await sql().query(
    `INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, state, created_at, ended_at, last_seen_at, client_id,
       call_id, pages, failed_pages, request_digest, file_id)
     VALUES ($1,'llamaparse','eu','parse',$2,$3,$4,$5,$6,$6,$7,$8,$9,$10,$11,$12)`,
    [
      id,
      job.vocabulary ?? "parse_v1",
      `pjb-${id}`,
      job.state ?? "succeeded",
      createdAt,
      endedAt,
      clientId,
      callId,
      job.pages ?? null,
      job.failedPages ?? null,
      job.digest ?? null,
      job.fileId ?? null,
    ],
  );
  if (job.credits !== null) {
    await sql().query(
      `INSERT INTO credit_entry (id, provider, region, billed_key, job_id, client_id, product, at, source, credits, updated_at)
       VALUES ($1,'llamaparse','eu',$2,$3,$4,'parse',$5,$6,$7,$5)`,
      [randomUUID(), `pjb-${id}`, id, clientId, endedAt, job.source ?? "reported", job.credits ?? 10],
    );
  }
  if (callId) await called(id, { id: callId, method: "POST", outcome: job.outcome ?? "answered", endedAt: createdAt });
  return id;
}

async function called(
  jobId: string,
  call: { id?: string; method?: string; outcome?: string; status?: number; endedAt: Date },
): Promise<void> {
  await sql().query(
    `INSERT INTO call (id, started_at, ended_at, instance_id, provider, region, method, path, outcome, status, job_id)
     VALUES ($1,$2,$2,$3,'llamaparse','eu',$4,'/x',$5,$6,$7)`,
    [
      call.id ?? randomUUID(),
      call.endedAt,
      randomUUID(),
      call.method ?? "GET",
      call.outcome ?? "answered",
      call.status ?? 200,
      jobId,
    ],
  );
}

const lost = async (filters: object = {}) => {
  await findLosses(world.ctx);
  return listLostCredits(world.as("viewer"), { range: "30d", ...filters });
};
const kinds = async () => Object.fromEntries((await lost()).items.map(({ jobId, kind }) => [jobId, kind]));

test("a job that delivered is no loss, nor one that failed and cost nothing", async () => {
  await made();
  await made({ state: "failed", credits: null });
  await made({ state: "failed", credits: 0 });
  expect((await lost()).items).toEqual([]);
  expect(await sql().query("SELECT 1 FROM loss_check")).toEqual([]);
});

test("billed and failed is a loss; corrected to succeeded it is none", async () => {
  const id = await made({ state: "failed", credits: 36 });
  expect((await lost()).items).toMatchObject([
    {
      jobId: id,
      kind: "failed",
      credits: 36,
      billed: 36,
      source: "reported",
      vendorJobId: `pjb-${id}`,
      client: { name: "Invoices" },
    },
  ]);
  await sql().query("UPDATE job SET state = 'succeeded' WHERE id = $1", [id]);
  expect((await lost()).items).toEqual([]);
});

test("a partial result loses the share of its failed pages; without a number the share is unknown, not 0", async () => {
  const known = await made({ state: "partial", credits: 12, pages: 4, failedPages: 1 });
  const vague = await made({ state: "partial", credits: 12 });
  const { items, totals } = await lost();
  expect(items.find(({ jobId }) => jobId === known)).toMatchObject({ kind: "partial", credits: 3, billed: 12 });
  expect(items.find(({ jobId }) => jobId === vague)).toMatchObject({ kind: "partial", credits: null, billed: 12 });
  expect(totals).toMatchObject([{ kind: "partial", jobs: 2, reported: 3, unknownShare: 1 }]);
});

test("a caller who left lost it, until somebody reads the result after all", async () => {
  const id = await made({ outcome: "client_gone" });
  expect(await kinds()).toEqual({ [id]: "caller_gone" });
  await called(id, { endedAt: before(30 * 60_000), outcome: "client_gone" });
  await called(id, { endedAt: before(2 * hourMs) });
  expect(await kinds()).toEqual({ [id]: "caller_gone" });
  await called(id, { endedAt: before(60_000) });
  expect(await kinds()).toEqual({});
});

test("the same bytes within a quarter of an hour are billed twice for one; later, or by a first in vain, they are not", async () => {
  const at = (minutes: number) => before(hourMs - minutes * 60_000);
  await made({ digest: "a", at: at(0) });
  const twice = await made({ digest: "a", at: at(5), credits: 7 });
  await made({ digest: "a", at: at(40) });
  await made({ digest: "b", at: at(0), state: "failed", credits: null });
  await made({ digest: "b", at: at(5) });
  const gone = await made({ digest: "c", at: at(0), outcome: "client_gone" });
  await made({ digest: "c", at: at(5) });
  const { items } = await lost();
  expect(Object.fromEntries(items.map(({ jobId, kind }) => [jobId, kind]))).toEqual({
    [twice]: "duplicate",
    [gone]: "caller_gone",
  });
  expect(items.find(({ jobId }) => jobId === twice)?.evidence).toMatch(
    /^The same bytes were billed 5 min earlier as job pjb-/,
  );
});

test("which of two was in vain is judged anew when the first one's bill, or its caller's leaving, is heard late", async () => {
  const first = await made({ digest: "d", credits: null, at: before(hourMs) });
  const second = await made({ digest: "d", at: before(hourMs - 60_000) });
  expect(await kinds()).toEqual({});
  await sql().query(
    `INSERT INTO credit_entry (id, provider, region, billed_key, job_id, product, at, source, credits, updated_at)
     SELECT gen_random_uuid(), provider, region, vendor_job_id, id, product, ended_at, 'reported', 5, ended_at FROM job WHERE id = $1`,
    [first],
  );
  expect(await kinds()).toEqual({ [second]: "duplicate" });
  await sql().query("UPDATE job SET call_id = NULL WHERE id = $1", [first]);
  const callId = randomUUID();
  await called(first, { id: callId, method: "POST", outcome: "client_gone", endedAt: before(hourMs + 60_000) });
  await sql().query("UPDATE job SET call_id = $2 WHERE id = $1", [first, callId]);
  expect(await kinds()).toEqual({ [first]: "caller_gone" });
});

test("a result nobody read is lost on the day the vendor lets go of it, and not a minute before", async () => {
  const never = await made({ vocabulary: "parse_v2", at: before(hourMs) });
  const read = await made({ vocabulary: "parse_v2", at: before(hourMs) });
  await called(read, { endedAt: before(1_000) });
  const input = await made({ vocabulary: "parse_v2", at: before(hourMs) });
  await made({ fileId: `pjb-${input}`, vocabulary: "extract_v1" });
  const foreign = await made({ vocabulary: "parse_v2", outcome: null });
  const undocumented = await made({ vocabulary: "parse_v1" });
  expect(await kinds()).toEqual({});
  world.clock.advance(46 * hourMs);
  expect(await kinds()).toEqual({});
  world.clock.advance(2 * hourMs);
  const { items } = await lost();
  expect(items.map(({ jobId, kind }) => [jobId, kind])).toEqual([[never, "expired"]]);
  expect(items[0]?.evidence).toContain("48 hours");
  expect([read, foreign, undocumented]).not.toContain(items[0]?.jobId);
  world.clock.advance(-48 * hourMs);
});

test("a result that only jobs which failed were given as input expires like any that nobody read", async () => {
  const input = await made({ vocabulary: "parse_v2", at: before(hourMs) });
  await made({ fileId: `pjb-${input}`, vocabulary: "extract_v1", state: "failed", credits: null });
  expect(await kinds()).toEqual({});
  world.clock.advance(48 * hourMs);
  expect(await kinds()).toEqual({ [input]: "expired" });
  world.clock.advance(-48 * hourMs);
});

test("pages by key, filters by kind, and totals by kind at the price of the day", async () => {
  for (let n = 0; n < 5; n += 1) await made({ state: "failed", credits: 10, at: before(hourMs + n * 1_000) });
  await made({ state: "partial", credits: 8, pages: 4, failedPages: 2, source: "estimated" });
  const price = {
    provider: "llamaparse",
    region: "eu",
    amount: 0.5,
    currency: "EUR",
    validFrom: "2026-01-01",
  } as const;
  await setPrice(world.as("admin"), price);
  const first = await lost({ kind: "failed", limit: 3 });
  const second = await lost({ kind: "failed", limit: 3, cursor: first.next ?? "" });
  expect([first.items.length, second.items.length, second.next]).toEqual([3, 2, null]);
  expect(new Set([...first.items, ...second.items].map(({ jobId }) => jobId)).size).toBe(5);
  expect((await lost()).totals).toEqual([
    {
      provider: "llamaparse",
      kind: "failed",
      jobs: 5,
      reported: 50,
      estimated: 0,
      unknownShare: 0,
      money: [{ currency: "EUR", reported: 25, estimated: 0 }],
    },
    {
      provider: "llamaparse",
      kind: "partial",
      jobs: 1,
      reported: 0,
      estimated: 4,
      unknownShare: 0,
      money: [{ currency: "EUR", reported: 0, estimated: 2 }],
    },
  ]);
});

test("two loops at once judge every job, and judging again changes nothing", async () => {
  for (let n = 0; n < 30; n += 1) await made({ state: "failed", credits: 2 });
  const looked = await Promise.all([findLosses(world.ctx), findLosses(world.ctx)]);
  expect(looked[0] + looked[1]).toBe(30);
  const first = await sql().query("SELECT job_id, kind, credits FROM credit_loss ORDER BY job_id");
  await sql().query("INSERT INTO loss_check (job_id, due_at) SELECT id, '-infinity' FROM job");
  await findLosses(world.ctx);
  expect(await sql().query("SELECT job_id, kind, credits FROM credit_loss ORDER BY job_id")).toEqual(first);
  expect(first).toHaveLength(30);
});

test("a job that is no longer kept takes its loss along", async () => {
  const id = await made({ state: "failed" });
  expect((await lost()).items).toHaveLength(1);
  await sql().query("DELETE FROM job WHERE id = $1", [id]);
  expect((await lost()).items).toEqual([]);
});
