import { expect, test } from "vitest";
import { draftOf, limitWords, readLimits } from "./limits-draft.ts";

const none = { requestsPerMinute: null, maxConcurrent: null, creditsPerDay: null };

test("what is read from a form is what was put in it", () => {
  for (const limits of [none, { requestsPerMinute: 60, maxConcurrent: 4, creditsPerDay: 0.5 }]) {
    expect(readLimits(draftOf(limits))).toEqual({ limits, errors: {} });
  }
});

test.each([
  [{ requestsPerMinute: "0" }, "requestsPerMinute"],
  [{ requestsPerMinute: "1.5" }, "requestsPerMinute"],
  [{ maxConcurrent: "many" }, "maxConcurrent"],
  [{ creditsPerDay: "-1" }, "creditsPerDay"],
])("%j is refused at its field", (change, field) => {
  const read = readLimits({ ...draftOf(none), ...change });
  expect(read.limits).toBeUndefined();
  expect(Object.keys(read.errors)).toEqual([field]);
});

test("only limits that are set are said", () => {
  expect(limitWords(none)).toEqual([]);
  expect(limitWords({ requestsPerMinute: 1, maxConcurrent: null, creditsPerDay: 0 })).toEqual([
    "1 request a minute",
    "0 credits a day",
  ]);
});
