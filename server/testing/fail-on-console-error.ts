import { afterEach, beforeEach, expect, vi } from "vitest";

/** Setup file: a test that makes the code complain on `console.error` fails unless it expected that itself. */
const complaints: unknown[][] = [];

beforeEach(() => {
  complaints.length = 0;
  vi.spyOn(console, "error").mockImplementation((...words) => {
    complaints.push(words);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(complaints, "console.error was called unexpectedly").toEqual([]);
});
