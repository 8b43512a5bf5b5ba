import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { JobState } from "#lib/vocabulary.ts";
import { type Observation, recordInFull } from "#server/jobs/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { findLosses, listLostCredits } from "./index.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(() =>
  world.ctx.db.sql.query(
    "TRUNCATE job, job_observation, call, failure, credit_entry, credit_rider, credit_loss, loss_check, rollup_delta",
  ),
);

interface Told {
  /** Credits of its own, and of a parse it shares. */
  own?: number;
  leg?: { id: string; credits: number };
  fileId?: string | null;
}

/** News of an extract, as its own answer tells them. */
const extract = (vendorJobId: string, state: JobState, { own, leg, fileId = "file-1" }: Told = {}) =>
  tell("extract", vendorJobId, state, {
    fileId,
    credits:
      own === undefined
        ? null
        : {
            source: "reported",
            credits: own + (leg?.credits ?? 0),
            breakdown: null,
            rule: null,
            ...(leg ? { shared: { vendorJobId: leg.id, product: "parse", credits: leg.credits } } : {}),
          },
  });

async function tell(product: string, vendorJobId: string, state: JobState, fact: Partial<Observation["fact"]>) {
  world.clock.advance(1_000);
  const at = world.clock.now();
  await recordInFull(world.ctx, {
    provider: "llamaparse",
    region: "eu",
    source: "poll",
    at,
    httpStatus: 200,
    callId: null,
    clientId: null,
    providerKeyId: null,
    vendorScope: null,
    dedupeKey: null,
    detail: {},
    adopt: true,
    fact: {
      product,
      vendorJobId,
      vocabulary: `${product}_v2`,
      vendorStatus: state,
      state,
      error: null,
      credits: null,
      pages: null,
      tier: null,
      fileName: null,
      fileId: null,
      ...fact,
    },
  });
}

const leg = { id: "pjb-1", credits: 20 };
async function lost() {
  world.clock.advance(1_000);
  await findLosses(world.ctx);
  const { items, totals } = await listLostCredits(world.as("viewer"), { range: "30d" });
  return {
    rows: items.map(({ kind, vendorJobId, credits }) => [kind, vendorJobId, credits]).sort(),
    totals: totals.map(({ kind, jobs, reported, unknownShare }) => ({ kind, jobs, reported, unknownShare })),
    evidence: items.find(({ kind }) => kind === "leg")?.evidence,
  };
}

test("a parse leg billed for an extract that failed is lost, with the leg's id and the job's as evidence", async () => {
  await extract("ext-a", "failed", { own: 0, leg });
  expect(await lost()).toEqual({
    rows: [["leg", "pjb-1", 20]],
    totals: [{ kind: "leg", jobs: 1, reported: 20, unknownShare: 0 }],
    evidence: "The parse leg pjb-1 was billed for ext-a, and no job known to stand on it ended well.",
  });
});

test("of extracts that failed on one leg each loses its own part, and the leg is lost once", async () => {
  // The vendor reports 50 and 30, of which 20 are the same.
  await extract("ext-a", "failed", { own: 30, leg });
  await extract("ext-b", "failed", { own: 10, leg });
  const { rows, totals, evidence } = await lost();
  expect(rows).toEqual([
    ["failed", "ext-a", 30],
    ["failed", "ext-b", 10],
    ["leg", "pjb-1", 20],
  ]);
  expect(totals.map(({ kind, reported }) => [kind, reported])).toEqual([
    ["failed", 40],
    ["leg", 20],
  ]);
  expect(evidence).toContain("billed for ext-a, ext-b,");
  await world.ctx.db.sql.query("INSERT INTO loss_check (job_id, due_at) SELECT id, '-infinity' FROM job");
  expect((await lost()).rows).toEqual(rows);
});

test("a leg another extract used well is not lost, whichever of the two is heard of first", async () => {
  await extract("ext-a", "failed", { own: 30, leg });
  expect((await lost()).rows).toHaveLength(2);
  await extract("ext-b", "succeeded", { own: 10, leg });
  expect((await lost()).rows).toEqual([["failed", "ext-a", 30]]);
  await extract("ext-c", "succeeded", { own: 10, leg: { id: "pjb-2", credits: 8 }, fileId: "file-2" });
  await extract("ext-d", "failed", { own: 0, leg: { id: "pjb-2", credits: 8 }, fileId: "file-2" });
  expect((await lost()).rows).toEqual([["failed", "ext-a", 30]]);
});

test("a leg given to another job as its input is judged when that job has ended", async () => {
  await tell("split", "spl-1", "running", { fileId: leg.id });
  await extract("ext-a", "failed", { own: 0, leg });
  expect((await lost()).rows).toEqual([]);
  await tell("split", "spl-1", "succeeded", { fileId: leg.id });
  expect((await lost()).rows).toEqual([]);
  await extract("ext-b", "failed", { own: 0, leg: { id: "pjb-2", credits: 8 }, fileId: "file-2" });
  await tell("split", "spl-2", "failed", { fileId: "pjb-2" });
  expect(await lost()).toMatchObject({ rows: [["leg", "pjb-2", 8]] });
});

test("while another job of the document may stand on the leg, it is listed as possible and in no total", async () => {
  await extract("ext-a", "failed", { own: 0, leg });
  await extract("ext-b", "running");
  await findLosses(world.ctx);
  await extract("ext-b", "succeeded");
  const doubtful = await lost();
  expect(doubtful.rows).toEqual([["leg", "pjb-1", null]]);
  expect(doubtful.totals).toEqual([{ kind: "leg", jobs: 1, reported: 0, unknownShare: 1 }]);
  expect(doubtful.evidence).toContain("may have used it");
  await extract("ext-b", "succeeded", { own: 10, leg: { id: "pjb-2", credits: 20 } });
  expect((await lost()).rows).toEqual([["leg", "pjb-1", 20]]);
});

test("a job of the document whose own bill is reported stands on no leg of another", async () => {
  const credits = { source: "reported", credits: 12, breakdown: null, rule: null } as const;
  await tell("parse", "pjb-own", "succeeded", { fileId: "file-1", credits });
  await extract("ext-a", "failed", { own: 0, leg });
  expect((await lost()).rows).toEqual([["leg", "pjb-1", 20]]);
  await tell("classify", "cls-1", "succeeded", { fileId: "file-1" });
  expect((await lost()).rows).toEqual([["leg", "pjb-1", null]]);
});

test("a job that was doubtful and failed leaves no doubt", async () => {
  await extract("ext-b", "running");
  await extract("ext-a", "failed", { own: 0, leg });
  expect((await lost()).rows).toEqual([["leg", "pjb-1", null]]);
  await extract("ext-b", "failed");
  expect((await lost()).rows).toEqual([["leg", "pjb-1", 20]]);
});

test("how a job ended that the vendor lost, or of which document it was, is not guessed", async () => {
  await extract("ext-a", "running", { own: 0, leg });
  await extract("ext-a", "lost");
  await extract("ext-b", "failed", { own: 0, leg: { id: "pjb-2", credits: 8 }, fileId: null });
  expect(await lost()).toMatchObject({
    rows: [
      ["leg", "pjb-1", null],
      ["leg", "pjb-2", null],
    ],
    totals: [{ kind: "leg", jobs: 2, reported: 0, unknownShare: 2 }],
  });
});

test("a leg that is followed as a parse job is judged as that job, and not a second time", async () => {
  await extract("ext-a", "failed", { own: 0, leg });
  expect((await lost()).rows).toEqual([["leg", "pjb-1", 20]]);
  const credits = { source: "reported", credits: 20, breakdown: null, rule: null } as const;
  await tell("parse", "pjb-1", "failed", { credits });
  expect((await lost()).rows).toEqual([["failed", "pjb-1", 20]]);
});

test("a leg somebody reads after all is not lost", async () => {
  await extract("ext-a", "failed", { own: 0, leg });
  expect((await lost()).rows).toHaveLength(1);
  await tell("parse", "pjb-1", "succeeded", {
    credits: { source: "reported", credits: 20, breakdown: null, rule: null },
  });
  expect((await lost()).rows).toEqual([]);
});

test("when a job of the leg is no longer kept, the leg is judged no more", async () => {
  await extract("ext-a", "failed", { own: 0, leg });
  await extract("ext-b", "succeeded", { own: 0, leg });
  await world.ctx.db.sql.query("DELETE FROM job WHERE vendor_job_id = 'ext-b'");
  await world.ctx.db.sql.query("INSERT INTO loss_check (job_id, due_at) SELECT id, '-infinity' FROM job");
  expect((await lost()).rows).toEqual([]);
});
