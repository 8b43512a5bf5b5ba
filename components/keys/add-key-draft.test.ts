import { describe, expect, it } from "vitest";
import { checkDraft } from "./add-key-draft.ts";

const draft = { provider: "llamaparse", region: "eu", label: "EU", secret: "llx-0123456789", baseUrl: "" } as const;

describe("a key to add", () => {
  it("goes out without an address where the vendor's own is known", () => {
    expect(checkDraft({ ...draft, baseUrl: "left over" }, false).input).toEqual({
      provider: "llamaparse",
      region: "eu",
      label: "EU",
      secret: "llx-0123456789",
      baseUrl: undefined,
    });
  });

  it("for a deployment of one's own needs a plain http(s) address", () => {
    const own = { ...draft, region: "byoc" } as const;
    expect(checkDraft({ ...own, baseUrl: "" }, true).errors?.baseUrl).toMatch(/needs its address/);
    expect(checkDraft({ ...own, baseUrl: "ftp://host" }, true).errors?.baseUrl).toMatch(/https/);
    expect(checkDraft({ ...own, baseUrl: "https://me:pw@host" }, true).errors?.baseUrl).toMatch(/password/);
    expect(checkDraft({ ...own, baseUrl: " https://parse.acme.example " }, true).input?.baseUrl).toBe(
      "https://parse.acme.example",
    );
  });

  it("tells every field that is wrong at once", () => {
    expect(checkDraft({ ...draft, label: " ", secret: "x" }, false).errors).toEqual({
      label: "Give the key a label.",
      secret: "A key has at least 8 characters.",
    });
  });
});
