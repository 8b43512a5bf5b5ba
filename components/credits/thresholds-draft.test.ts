import { expect, it } from "vitest";
import { readThresholds, thresholdsText } from "./thresholds-draft.ts";

it.each(["80, 100", "80 100", "80 %, 100 %", " 80%;100% "])("%j is read as 80 and 100", (text) => {
  expect(readThresholds(text)).toEqual({ thresholds: [80, 100] });
});

it("what is written can be read back", () => {
  expect(readThresholds(thresholdsText([1, 50, 200]))).toEqual({ thresholds: [1, 50, 200] });
});

it.each([
  ["", "Name at least one threshold."],
  ["10 20 30 40 50 60", "Name at most 5 thresholds."],
  ["0, 80", "A threshold is at least 1 %."],
  ["80, 201", "A threshold is at most 200 %."],
  ["100, 80", "Thresholds ascend, and none stands twice."],
  ["80, 80", "Thresholds ascend, and none stands twice."],
  ["33.3", "“33.3” is not a whole number of per cent."],
  ["-5", "“-5” is not a whole number of per cent."],
  ["most of it", "“most” is not a whole number of per cent."],
])("%j is refused: %s", (text, error) => {
  expect(readThresholds(text)).toEqual({ error });
});
