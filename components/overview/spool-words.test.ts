import { expect, test } from "vitest";
import { spoolStates } from "#lib/contracts/spool.ts";
import { spoolWords } from "./spool-words.ts";

const spool = (state: (typeof spoolStates)[number], share = 0.815) => ({ state, share, bytes: 875_000_000 });

test("a spool that is well, or that is none, is not spoken of", () => {
  expect(spoolWords(spool("ok", 0.2))).toBeNull();
  expect(spoolWords(null)).toBeNull();
});

test("every other state says what it means, what to do, and how much waits", () => {
  const others = spoolStates.filter((state) => state !== "ok").map((state) => spoolWords(spool(state)));
  for (const words of others) expect(words?.figures).toMatch(/ MB wait, 81 % of its bound\.$/);
  expect(new Set(others.map((words) => `${words?.title} ${words?.todo}`)).size).toBe(others.length);
});
