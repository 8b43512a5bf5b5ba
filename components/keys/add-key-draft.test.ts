import { describe, expect, it } from "vitest";
import { checkDraft } from "./add-key-draft.ts";

const draft = { provider: "llamaparse", region: "eu", label: "EU", secret: "llx-0123456789", baseUrl: "" } as const;

const none = { needsBaseUrl: false, takesBaseUrl: false };
const needed = { needsBaseUrl: true, takesBaseUrl: true };
const allowed = { needsBaseUrl: false, takesBaseUrl: true };

describe("a key to add", () => {
  it("goes out without an address where the vendor's own is known", () => {
    expect(checkDraft({ ...draft, baseUrl: "left over" }, none).input).toEqual({
      provider: "llamaparse",
      region: "eu",
      label: "EU",
      secret: "llx-0123456789",
      baseUrl: undefined,
    });
  });

  it("for a deployment of one's own needs a plain http(s) address", () => {
    const own = { ...draft, region: "byoc" } as const;
    expect(checkDraft({ ...own, baseUrl: "" }, needed).errors?.baseUrl).toMatch(/needs its address/);
    expect(checkDraft({ ...own, baseUrl: "ftp://host" }, needed).errors?.baseUrl).toMatch(/https/);
    expect(checkDraft({ ...own, baseUrl: "https://me:pw@host" }, needed).errors?.baseUrl).toMatch(/password/);
    expect(checkDraft({ ...own, baseUrl: " https://parse.acme.example " }, needed).input?.baseUrl).toBe(
      "https://parse.acme.example",
    );
  });

  it("may have an address of its own where the vendor's has changed before", () => {
    expect(checkDraft(draft, allowed).input?.baseUrl).toBeUndefined();
    expect(checkDraft({ ...draft, baseUrl: "https://api.new.example" }, allowed).input?.baseUrl).toBe(
      "https://api.new.example",
    );
    expect(checkDraft({ ...draft, baseUrl: "nonsense" }, allowed).errors?.baseUrl).toMatch(/address/);
  });

  it("tells every field that is wrong at once", () => {
    expect(checkDraft({ ...draft, label: " ", secret: "x" }, none).errors).toEqual({
      label: "Give the key a label.",
      secret: "A key has at least 8 characters.",
    });
  });
});
