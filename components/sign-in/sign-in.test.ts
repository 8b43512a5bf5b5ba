import { describe, expect, it } from "vitest";
import { safeNext } from "./sign-in.ts";

describe("where a sign-in leads", () => {
  it("is the page that was asked for", () => {
    expect(safeNext("/jobs?state=failed")).toBe("/jobs?state=failed");
  });

  it.each([
    null,
    undefined,
    "",
    "https://elsewhere.example",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/sign-in",
  ])("is the overview instead of %s", (next) => {
    expect(safeNext(next)).toBe("/overview");
  });
});
