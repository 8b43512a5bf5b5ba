import { expect, test } from "vitest";
import { directiveNotes, readDirectives } from "./directives.ts";

const plain = readDirectives("");

test.each(directiveNotes.map((note) => note.example))("%s does something, wherever it stands in a name", (token) => {
  const expected = readDirectives(token);
  expect(expected).not.toEqual(plain);
  for (const name of [`invoice-${token}.pdf`, `${token.toUpperCase()}_2.pdf`, `https://example.com/a/${token}?b=c`]) {
    expect(readDirectives(name)).toEqual(expected);
  }
});

test.each([
  "invoice.pdf",
  "slowly.pdf",
  "unstuck.pdf",
  "run-fast.pdf",
  "2026-pages.pdf",
  "fail-TIMEOUT.pdf",
  "instantly",
])("%s asks for nothing", (name) => {
  expect(readDirectives(name)).toEqual(plain);
});

test("durations have units, and a day is the longest", () => {
  expect(readDirectives("queue-250ms-run-2m")).toMatchObject({ queueMs: 250, runMs: 120_000 });
  expect(readDirectives("run-1.5s").runMs).toBe(1500);
  expect(readDirectives("run-9999h").runMs).toBe(24 * 3_600_000);
});

test("tokens that contain others are not taken for them", () => {
  expect(readDirectives("bad-pages-2").pages).toBeNull();
  expect(readDirectives("stuck-queued").stuck).toBe("queued");
  expect(readDirectives("poll-404-after-10s")).toMatchObject({ vanishMs: 10_000, pollStatus: null });
});

test("a token given twice counts where it stands last", () => {
  expect(readDirectives("pages-3 pages-9").pages).toBe(9);
});
