import { expect, test } from "vitest";
import { makeSteadyBeat } from "./steady-beat.ts";

test("others are judged from the first heartbeat on, while our own is steady", () => {
  let now = 0;
  const beat = makeSteadyBeat(() => now, 3_000, 15_000);
  expect(beat.mayJudge()).toBe(false);
  beat.beaten();
  expect(beat.mayJudge()).toBe(true);
  for (; now < 60_000; now += 3_000) {
    beat.beaten();
    expect(beat.mayJudge()).toBe(true);
  }
});

test("who was away itself judges nobody until the living have had time to show it", () => {
  let now = 0;
  const beat = makeSteadyBeat(() => now, 3_000, 15_000);
  beat.beaten();
  now = 20_000;
  expect(beat.mayJudge()).toBe(false);
  beat.beaten();
  for (; now < 35_000; now += 3_000) {
    beat.beaten();
    expect(beat.mayJudge()).toBe(false);
  }
  beat.beaten();
  expect(beat.mayJudge()).toBe(true);
});
