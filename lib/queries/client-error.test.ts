import { describe, expect, it } from "vitest";
import { readClientError } from "./client-error.ts";

describe("an error answer of our API", () => {
  it("keeps the server's sentence and the issues by field", async () => {
    const body = {
      error: { code: "invalid_input", message: "Check the form.", issues: [{ path: "secret", message: "Too short." }] },
    };
    const error = await readClientError(Response.json(body, { status: 422 }));
    expect(error).toMatchObject({ status: 422, code: "invalid_input", message: "Check the form." });
    expect(error.issues).toEqual({ secret: "Too short." });
  });

  it("names the status when the body is not ours", async () => {
    const error = await readClientError(new Response("<html>Bad gateway</html>", { status: 502 }));
    expect(error).toMatchObject({ status: 502, code: "http_502" });
    expect(error.message).toContain("502");
  });
});
