import { expect, it } from "vitest";
import { prepareRateGauge, rateTone } from "./prepare-rate-gauge.ts";

it("puts the usual at the same place in every row and the rate at its multiple of it", () => {
  expect(prepareRateGauge(0.032, 0.016)).toEqual({ dotAt: 2 / 6, usualAt: 1 / 6, beyond: false });
  expect(prepareRateGauge(0.5, 0.25)).toEqual({ dotAt: 2 / 6, usualAt: 1 / 6, beyond: false });
});

it("stops at the end of the track and says that the rate lies beyond it", () => {
  expect(prepareRateGauge(0.9, 0.01)).toEqual({ dotAt: 1, usualAt: 1 / 6, beyond: true });
});

it("draws no dot where there is no traffic or no usual to compare with", () => {
  expect(prepareRateGauge(null, 0.02)).toEqual({ dotAt: null, usualAt: 1 / 6, beyond: false });
  expect(prepareRateGauge(0.02, null)).toEqual({ dotAt: null, usualAt: null, beyond: false });
});

it("treats any failure as off the scale where the usual is none", () => {
  expect(prepareRateGauge(0.01, 0)).toEqual({ dotAt: 1, usualAt: 0, beyond: true });
  expect(prepareRateGauge(0, 0)).toEqual({ dotAt: 0, usualAt: 0, beyond: false });
});

it("judges the rate by itself: only the server's word makes it bad, and a slow place may have a good rate", () => {
  expect(rateTone(0.093, 0.016, true)).toBe("bad");
  expect(rateTone(0.03, 0.016, false)).toBe("warn");
  expect(rateTone(0.012, 0.022, false)).toBe("ok");
  expect(rateTone(0.012, null, false)).toBe("ok");
  expect(rateTone(null, 0.02, false)).toBe("quiet");
});
