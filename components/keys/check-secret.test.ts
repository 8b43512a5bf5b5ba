import { describe, expect, it } from "vitest";
import { prefixDoubt, secretError } from "./check-secret.ts";

describe("a secret as typed", () => {
  it("is refused when it cannot be one", () => {
    expect(secretError("short")).toMatch(/8 characters/);
    expect(secretError("two words here")).toMatch(/no spaces/);
    expect(secretError("  llx-0123456789  ")).toBeUndefined();
  });

  it("with an unusual beginning is doubted, and only then", () => {
    expect(prefixDoubt("sk-0123456789", "llx-", "LlamaParse")).toContain("llx-");
    expect(prefixDoubt("llx-0123456789", "llx-", "LlamaParse")).toBeUndefined();
    expect(prefixDoubt("anything", null, "Extend")).toBeUndefined();
    expect(prefixDoubt("", "llx-", "LlamaParse")).toBeUndefined();
  });
});
