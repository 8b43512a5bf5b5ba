import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context, SqlRunner } from "#server/platform/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { NewsGroups } from "./news-groups.ts";
import { type JobNews, noNews } from "./observe-answer.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(() => world.ctx.db.sql.query("TRUNCATE job, job_observation, failure"));

const patienceMs = 60_000;

/** What the answer to a create says. */
function creation(vendorJobId: string): JobNews {
  const callId = randomUUID();
  const unknown = { error: null, credits: null, pages: null, tier: null, fileName: null, fileId: null };
  const fact = {
    product: "parse",
    vendorJobId,
    vocabulary: "parse_v2",
    vendorStatus: "PENDING",
    state: "queued" as const,
  };
  return {
    ...noNews,
    vendorJobId,
    observations: [
      {
        provider: "llamaparse",
        region: "sandbox",
        fact: { ...fact, ...unknown },
        source: "gateway",
        at: world.clock.now(),
        httpStatus: 200,
        callId,
        creates: true,
        clientId: null,
        providerKeyId: null,
        vendorScope: null,
        dedupeKey: `call:${callId}:0`,
        detail: {},
        adopt: true,
      },
    ],
  };
}

/** The world with its statements counted, none of which begins before `open` is. */
function counting(open: Promise<void> = Promise.resolve()): { ctx: Context; statements: () => number } {
  let count = 0;
  const sql: SqlRunner = {
    async query(...statement) {
      count += 1;
      await open;
      return world.ctx.db.sql.query(...statement) as never;
    },
  };
  return { ctx: { ...world.ctx, db: { ...world.ctx.db, sql } }, statements: () => count };
}

test("answers that come at once are told together, and each hears of its own job", async () => {
  const { ctx, statements } = counting();
  const groups = new NewsGroups(ctx);
  const ids = Array.from({ length: 300 }, (_, n) => `j${n}`);
  const told = await Promise.all(ids.map((id) => groups.tell(creation(id), patienceMs)));
  const jobs = await world.ctx.db.sql.query<{ id: string; vendor_job_id: string }>("SELECT id, vendor_job_id FROM job");
  const jobIds = new Map(jobs.map((job) => [job.vendor_job_id, job.id]));
  expect(told.map(({ jobId }) => jobId)).toEqual(ids.map((id) => jobIds.get(id)));
  expect(statements()).toBeLessThanOrEqual(4);
});

test("an answer alone is told at once", async () => {
  const { ctx, statements } = counting();
  expect(await new NewsGroups(ctx).tell(creation("j1"), patienceMs)).toMatchObject({ jobId: expect.any(String) });
  expect(statements()).toBe(1);
});

test("what the database refuses is refused alone", async () => {
  const groups = new NewsGroups(world.ctx);
  const ids = ["j1", "j2", randomBytes(20_000).toString("base64"), "j3", "j4"];
  const told = await Promise.allSettled(ids.map((id) => groups.tell(creation(id), patienceMs)));
  expect(told.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
});

test("an answer nobody waits for any more is not told; one that finds the queue full is refused at once", async () => {
  let open = () => {};
  const { ctx } = counting(
    new Promise((resolve) => {
      open = resolve;
    }),
  );
  const groups = new NewsGroups(ctx);
  const underWay = ["j1", "j2"].map((id) => groups.tell(creation(id), patienceMs));
  const late = expect(groups.tell(creation("late"), 0)).rejects.toThrow("too late");
  const waiting = Array.from({ length: 1_999 }, (_, n) => groups.tell(creation(`w${n}`), patienceMs));
  await expect(groups.tell(creation("one too many"), patienceMs)).rejects.toThrow("too many");
  open();
  await Promise.all([...underWay, ...waiting, late]);
  expect(await world.ctx.db.sql.query("SELECT count(*)::int AS n FROM job")).toEqual([{ n: 2_001 }]);
});
