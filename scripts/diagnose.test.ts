import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { diagnoseResult } from "#lib/contracts/diagnose.ts";

async function diagnose(input: string) {
  const child = spawn(process.execPath, ["scripts/diagnose.ts"], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(input);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return {
    code,
    lines: output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  };
}

describe("npm run diagnose", () => {
  it("answers line by line, in order, and goes on after a bad line", async () => {
    const { code, lines } = await diagnose(
      [
        '{"provider":"llamaparse","status":402,"body":{"detail":"No quota left to create a job"}}',
        '{"status":',
        "llama_cloud.core.api_error.ApiError: status_code: 404, body: {'detail': 'Split job not found'}",
        "",
        "[]",
        '{"provider":"llamaparse","surface":"job","body":{"status":"ERROR","error_code":"PDF_IS_BROKEN"}}',
      ].join("\n"),
    );
    expect(code).toBe(0);
    expect(lines.map((line) => line.entry?.id ?? line.error)).toEqual([
      "llamaparse/no-quota-left",
      expect.objectContaining({ code: "invalid_input", line: 2 }),
      "llamaparse/split-job-not-found",
      expect.objectContaining({ code: "invalid_input", line: 4 }),
      expect.objectContaining({ code: "invalid_input", line: 5 }),
      "llamaparse/pdf-is-broken",
    ]);
    expect(diagnoseResult.safeParse(lines[0]).success).toBe(true);
  });

  it("gives one answer for each of many lines", async () => {
    const { lines } = await diagnose('{"provider":"llamaparse","status":503}\n'.repeat(5_000));
    expect(lines).toHaveLength(5_000);
    expect(new Set(lines.map((line) => line.entry.id))).toEqual(new Set(["llamaparse/http-503"]));
  });

  it("answers a repeated line alike, and names every unusable one by its own number", async () => {
    const good = '{"provider":"llamaparse","status":402,"body":{"detail":"No quota left to create a job"}}';
    const { lines } = await diagnose(`${good}\n{"a":\n`.repeat(3));
    expect(lines.filter((_, at) => at % 2 === 0)).toEqual([lines[0], lines[0], lines[0]]);
    expect(lines.filter((_, at) => at % 2 === 1).map((line) => line.error.line)).toEqual([2, 4, 6]);
  });
});
