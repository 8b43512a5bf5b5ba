import fc from "fast-check";
import { expect, test } from "vitest";
import { isEndState, type JobState, jobStates } from "#lib/vocabulary.ts";
import type { CreditFact, JobFact } from "#server/providers/index.ts";
import { advance, type JobFacts } from "./advance.ts";
import { settleWindowMs } from "./poll-schedule.ts";
import { joinStates } from "./states.ts";

const start = Date.UTC(2026, 10, 20, 12);
const second = (n: number) => new Date(start + n * 1_000);
const unknown: CreditFact = { source: "unknown", credits: null, breakdown: null, rule: null };
const credits = (source: CreditFact["source"], n: number): CreditFact => ({ ...unknown, source, credits: n });

const fresh: JobFacts = {
  state: "queued",
  vendorStatus: null,
  fileName: null,
  fileId: null,
  tier: null,
  pages: null,
  failedPages: null,
  credits: unknown,
  errorCode: null,
  errorMessage: null,
  createdAt: second(0),
  runningAt: null,
  endedAt: null,
  lastSeenAt: second(0),
  nextPollAt: second(0),
  settleUntil: null,
};

const fact = (state: JobState | null, more: Partial<JobFact> = {}): JobFact => ({
  product: "parse",
  vendorJobId: "j",
  vocabulary: "v",
  vendorStatus: state?.toUpperCase() ?? null,
  state,
  error: null,
  credits: null,
  pages: null,
  tier: null,
  fileName: null,
  fileId: null,
  ...more,
});

interface News {
  fact: JobFact;
  at: Date;
}
const hear = (job: JobFacts, { fact: heard, at }: News, options: { settlesLater?: boolean; random?: number } = {}) =>
  advance(job, {
    fact: heard,
    at,
    settlesLater: options.settlesLater ?? false,
    estimate: ({ pages }) => (pages === null ? unknown : credits("estimated", pages * 3)),
    random: options.random ?? 0.5,
  }).job;
const hearAll = (news: News[]) => news.reduce((job, each) => hear(job, each), fresh);

const anyNews = fc.record({
  fact: fc.constantFrom(...jobStates, null).map((state) => fact(state)),
  at: fc.integer({ min: 0, max: 600 }).map(second),
});

test("a history told in any order, and twice, ends in the same state at the same instants", () => {
  fc.assert(
    fc.property(
      fc
        .array(anyNews, { minLength: 1, maxLength: 12 })
        .chain((news) =>
          fc.tuple(fc.constant(news), fc.shuffledSubarray([...news, ...news], { minLength: news.length * 2 })),
        ),
      ([told, shuffled]) => {
        const facts = ({ state, runningAt, endedAt, lastSeenAt }: JobFacts) => ({
          state,
          runningAt,
          endedAt,
          lastSeenAt,
        });
        expect(facts(hearAll(shuffled))).toEqual(facts(hearAll(told)));
      },
    ),
  );
});

test("an end never goes back to life, and its clock keeps its order", () => {
  fc.assert(
    fc.property(fc.array(anyNews, { maxLength: 20 }), (news) => {
      let ended = false;
      let job = fresh;
      for (const each of news) {
        job = hear(job, each);
        if (ended) expect(isEndState(job.state)).toBe(true);
        ended = isEndState(job.state);
        expect(job.endedAt !== null).toBe(ended);
        if (job.runningAt && job.endedAt) expect(job.runningAt <= job.endedAt).toBe(true);
      }
    }),
  );
});

test("joining states is a join: any order, any grouping, twice the same", () => {
  const state = fc.constantFrom(...jobStates);
  fc.assert(
    fc.property(state, state, state, (a, b, c) => {
      expect(joinStates(a, a)).toBe(a);
      expect(joinStates(a, b)).toBe(joinStates(b, a));
      expect(joinStates(joinStates(a, b), c)).toBe(joinStates(a, joinStates(b, c)));
      expect(joinStates(a, null)).toBe(a);
      expect(joinStates(null, a)).toBe(a);
    }),
  );
});

test("what the vendor truly says of the end corrects a job believed lost", () => {
  for (const end of ["succeeded", "failed", "cancelled", "partial"] as const) expect(joinStates("lost", end)).toBe(end);
  expect(joinStates("lost", "running")).toBe("lost");
});

test("only a change of state counts as a change", () => {
  const told = (job: JobFacts, state: JobState | null) =>
    advance(job, { fact: fact(state), at: second(1), settlesLater: false, estimate: () => unknown, random: 0 }).changed;
  expect(told(fresh, "queued")).toBe(false);
  expect(told(fresh, "running")).toBe(true);
  expect(told({ ...fresh, state: "failed" }, "running")).toBe(false);
  expect(told(fresh, null)).toBe(false);
});

test("facts once known are kept when later news is silent about them", () => {
  const known = hear(fresh, {
    fact: fact("running", { fileName: "a.pdf", tier: "fast", pages: 4, fileId: "f" }),
    at: second(1),
  });
  expect(hear(known, { fact: fact("running"), at: second(2) })).toMatchObject({
    fileName: "a.pdf",
    tier: "fast",
    pages: 4,
    fileId: "f",
  });
});

test("late news of an earlier state changes neither the vendor's word nor the reason", () => {
  const failed = hear(fresh, {
    fact: fact("failed", { error: { code: "TIMEOUT", message: "too long" } }),
    at: second(9),
  });
  const late = hear(failed, { fact: fact("running", { error: { code: "X", message: "x" } }), at: second(10) });
  expect(late).toMatchObject({
    state: "failed",
    vendorStatus: "FAILED",
    errorCode: "TIMEOUT",
    errorMessage: "too long",
  });
});

test("credits: reported beats estimated beats unknown, and silence changes nothing", () => {
  const done = hear(fresh, { fact: fact("succeeded", { pages: 4 }), at: second(5) });
  expect(done.credits).toMatchObject({ source: "estimated", credits: 12 });
  const billed = hear(done, { fact: fact("succeeded", { credits: credits("reported", 14) }), at: second(9) });
  expect(billed.credits).toMatchObject({ source: "reported", credits: 14 });
  expect(hear(billed, { fact: fact("succeeded", { pages: 5 }), at: second(10) }).credits.credits).toBe(14);
});

test("what gave no result is not estimated, and unknown is never 0", () => {
  for (const state of ["queued", "running", "failed", "cancelled", "lost"] as const) {
    expect(hear(fresh, { fact: fact(state, { pages: 4 }), at: second(5) }).credits).toEqual(unknown);
  }
  expect(hear(fresh, { fact: fact("succeeded"), at: second(5) }).credits).toEqual(unknown);
});

test("a living job has a next poll, an ended one without an open bill has none", () => {
  expect(hear(fresh, { fact: fact("running"), at: second(5) }).nextPollAt?.getTime()).toBeGreaterThan(start + 5_000);
  for (const state of ["failed", "cancelled", "lost", "succeeded", "partial"] as const) {
    expect(hear(fresh, { fact: fact(state), at: second(5) })).toMatchObject({ nextPollAt: null, settleUntil: null });
  }
});

test("an open bill is followed until it is reported or its window closes", () => {
  const options = { settlesLater: true };
  const done = hear(fresh, { fact: fact("succeeded", { pages: 2 }), at: second(5) }, options);
  expect(done.settleUntil?.getTime()).toBe(start + 5_000 + settleWindowMs);
  expect(done.nextPollAt?.getTime()).toBeGreaterThan(start + 5_000);
  const billed = hear(done, { fact: fact("succeeded", { credits: credits("reported", 6) }), at: second(9) }, options);
  expect(billed).toMatchObject({ nextPollAt: null, settleUntil: null });
  const late = hear(done, { fact: fact("succeeded"), at: new Date(start + 5_000 + settleWindowMs) }, options);
  expect(late).toMatchObject({ nextPollAt: null, settleUntil: null, credits: { source: "estimated" } });
  expect(hear(fresh, { fact: fact("failed"), at: second(5) }, options).nextPollAt).toBeNull();
});

test("a caller who reads a finished job over and over does not put off the look at its bill", () => {
  const options = { settlesLater: true };
  let job = hear(fresh, { fact: fact("succeeded"), at: second(5) }, options);
  const due = job.nextPollAt;
  for (let n = 6; second(n) < (due as Date); n += 1)
    job = hear(job, { fact: fact("succeeded"), at: second(n) }, options);
  expect(job.nextPollAt).toEqual(due);
  const looked = hear(job, { fact: fact("succeeded"), at: due as Date }, options);
  expect(looked.nextPollAt?.getTime()).toBeGreaterThan((due as Date).getTime());
});
