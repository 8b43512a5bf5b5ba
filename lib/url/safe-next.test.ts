import { describe, expect, it } from "vitest";
import { safeNext } from "./safe-next.ts";

describe("where signing in leads", () => {
  it("keeps a path of our own with its filters", () => {
    expect(safeNext("/jobs?state=failed&provider=extend")).toBe("/jobs?state=failed&provider=extend");
  });

  it.each([
    undefined,
    null,
    "",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/sign-in?next=/jobs",
  ])("never follows %j", (next) => {
    expect(safeNext(next)).toBe("/overview");
  });
});
