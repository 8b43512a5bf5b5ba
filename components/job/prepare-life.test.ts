import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enlargeSmall } from "./enlarge-small.ts";
import { type LifeInput, prepareLife } from "./prepare-life.ts";

const callId = "11111111-1111-4111-8111-111111111111";
const at = (clock: string) => `2026-11-20T${clock}Z`;
const now = Date.parse(at("14:30:00.000"));

const job: LifeInput = {
  state: "failed",
  createdAt: at("14:21:12.000"),
  runningAt: at("14:22:50.000"),
  endedAt: at("14:27:38.000"),
  usualDurationMs: 38_000,
  timeline: [],
  exchanges: [],
};

const made: Pick<LifeInput, "timeline" | "exchanges"> = {
  timeline: [
    {
      id: "1",
      at: at("14:21:12.000"),
      lastAt: at("14:21:12.000"),
      count: 1,
      source: "gateway",
      state: "queued",
      vendorStatus: "PENDING",
      changed: true,
      httpStatus: 200,
      callId,
      detail: {},
    },
  ],
  exchanges: [
    {
      label: "Create",
      callId,
      at: at("14:21:07.000"),
      method: "POST",
      path: "/api/v2/parse/upload",
      status: 200,
      latencyMs: 5000,
      gatewayMs: 0.7,
      bytesUp: 1,
      bytesDown: 1,
      attempts: null,
      request: null,
      response: null,
    },
  ],
};

const stages = (input: LifeInput) => prepareLife(input, now).segments.map(({ stage, ms }) => [stage, ms]);

describe("prepareLife", () => {
  it("draws the creating call, the queue and the work to scale", () => {
    const life = prepareLife({ ...job, ...made }, now);
    expect(life.segments.map(({ label }) => label)).toEqual(["call 5 s", "queued 1 m 38 s", "running 4 m 48 s"]);
    expect(life.totalMs).toBe(391_000);
    expect(life.segments[2]?.share).toBeCloseTo(288 / 391, 1);
    expect(life.end).toBe("bad");
    expect(life.marks.map((mark) => new Date(mark.at).toISOString().slice(11, 19))).toEqual([
      "14:21:07",
      "14:22:50",
      "14:27:38",
    ]);
  });

  it("keeps a short stage wide enough to see and says that it did", () => {
    const life = prepareLife({ ...job, ...made }, now);
    expect(life.segments[0]?.share).toBe(0.04);
    expect(life.widened).toBe(true);
    expect(prepareLife(job, now).widened).toBe(false);
  });

  it("leaves the end open while the job goes on", () => {
    const life = prepareLife({ ...job, state: "running", endedAt: null }, now);
    expect(life.end).toBeNull();
    expect(life.segments.map(({ open }) => open)).toEqual([false, true]);
    expect(life.segments[1]?.ms).toBe(now - Date.parse(job.runningAt ?? ""));
    expect(life.summary).toContain("and going on");
  });

  it("does not claim to have seen a job run that ended between two looks", () => {
    expect(stages({ ...job, runningAt: null })).toEqual([["unseen", 386_000]]);
    expect(prepareLife({ ...job, runningAt: null }, now).segments[0]?.label).toBe("queued or running 6 m 26 s");
  });

  it("marks where a usual job would have ended, only once this one is past it", () => {
    expect(prepareLife(job, now).usualPlace).toBeCloseTo(38 / 386);
    expect(prepareLife({ ...job, usualDurationMs: 3_600_000 }, now).usualPlace).toBeNull();
    expect(prepareLife({ ...job, usualDurationMs: null }, now).usualPlace).toBeNull();
  });

  it("gives a job that lived inside one call a single stage", () => {
    const ended = { ...job, ...made, runningAt: job.createdAt, endedAt: at("14:21:12.000") };
    expect(stages({ ...ended, createdAt: at("14:21:07.000") })).toEqual([["call", 5000]]);
    expect(stages({ ...job, runningAt: job.createdAt, endedAt: job.createdAt })).toEqual([["running", 0]]);
  });

  it("never gives a stage a negative length, whatever order the times come in", () => {
    const odd = { ...job, runningAt: at("14:20:00.000"), endedAt: at("14:21:00.000") };
    expect(prepareLife(odd, now).segments.every(({ ms }) => ms >= 0)).toBe(true);
  });
});

describe("enlargeSmall", () => {
  it("keeps the sum at one and every part at least the smallest", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 8 }), (weights) => {
        const sum = weights.reduce((a, b) => a + b, 0);
        const shares = weights.map((weight) => (sum > 0 ? weight / sum : 1 / weights.length));
        const enlarged = enlargeSmall(shares, 0.05);
        expect(enlarged.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
        expect(Math.min(...enlarged)).toBeGreaterThanOrEqual(0.05 - 1e-9);
      }),
    );
  });
});
