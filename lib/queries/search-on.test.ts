import { expect, test } from "vitest";
import type { JobList } from "#lib/contracts/jobs.ts";
import { searchOn } from "./search-on.ts";

const jobs = (...ids: string[]) => ids.map((id) => ({ id })) as JobList["items"];
const lookedTo = "2026-11-01T00:00:00.000Z";

/** Answers each ask with the next of `pages`, and keeps what was asked and shown. */
async function search(rows: number, ...pages: JobList[]) {
  const [asked, shown]: [(string | null)[], string[][]] = [[], []];
  const page = await searchOn(
    rows,
    async (cursor) => {
      asked.push(cursor);
      return pages.shift() as JobList;
    },
    ({ items }) => shown.push(items.map(({ id }) => id)),
  );
  return { asked, shown, ids: page.items.map(({ id }) => id), page };
}

test("a page whose search is done is asked for once", async () => {
  const { asked, shown, page } = await search(50, { items: jobs("a"), next: "n" });
  expect([asked, shown]).toEqual([[null], []]);
  expect(page).toEqual({ items: jobs("a"), next: "n" });
});

test("a page whose search is not done is filled on from where it got to, and shown meanwhile", async () => {
  const { asked, shown, ids, page } = await search(
    3,
    { items: [], next: "1", lookedTo },
    { items: jobs("a", "b"), next: "2", lookedTo },
    { items: jobs("c"), next: "3", lookedTo },
  );
  expect(asked).toEqual([null, "1", "2"]);
  expect(shown).toEqual([[], ["a", "b"]]);
  expect(ids).toEqual(["a", "b", "c"]);
  expect(page).toEqual({ items: jobs("a", "b", "c"), next: "3", slow: true });
});

test("it ends where nothing is left to look at, with what only resembles the text", async () => {
  const { ids, page } = await search(
    50,
    { items: [], next: "1", lookedTo },
    { items: jobs("near"), next: null, resembling: true },
  );
  expect(ids).toEqual(["near"]);
  expect(page).toEqual({ items: jobs("near"), next: null, resembling: true, slow: true });
});
