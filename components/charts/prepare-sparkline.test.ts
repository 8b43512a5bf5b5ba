import { expect, it } from "vitest";
import { prepareSparkline } from "./prepare-sparkline.ts";

it("scales to its own maximum, oldest value on the left", () => {
  expect(prepareSparkline([0, 5, 10], 20, 12)?.line).toBe("M0 11L10 6L20 1");
});

it("draws a row of zeros along the bottom, never in the middle", () => {
  expect(prepareSparkline([0, 0], 20, 12)?.line).toBe("M0 11L20 11");
});

it("has no shape with fewer than two values", () => {
  expect(prepareSparkline([], 20, 12)).toBeNull();
  expect(prepareSparkline([7], 20, 12)).toBeNull();
});
