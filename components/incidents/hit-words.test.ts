import { expect, it } from "vitest";
import { hitWords } from "./hit-words.ts";

const hit = { callsRefused: 0, callsFailed: 0, clients: 0, countedAt: "2026-11-20T12:00:00.000Z" };

it("names what was hit and leaves out what was not", () => {
  expect(hitWords({ ...hit, callsRefused: 1204, callsFailed: 3, clients: 2 })).toBe(
    "1,204 calls refused, 3 more failed, 2 clients",
  );
  expect(hitWords({ ...hit, callsFailed: 1, clients: 1 })).toBe("1 call failed, 1 client");
  expect(hitWords(hit)).toBe("no call met it");
});

it("takes what is not counted yet for unknown, never for nothing", () => {
  expect(hitWords({ ...hit, countedAt: null })).toBe("what it hits is being counted");
});
