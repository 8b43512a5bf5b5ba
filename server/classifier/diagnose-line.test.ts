import { describe, expect, it } from "vitest";
import { diagnoseLine } from "./diagnose-line.ts";

const entryOf = (line: string) => {
  const answer = diagnoseLine(line, 1);
  return "error" in answer ? answer.error.code : (answer.entry?.id ?? null);
};

describe("diagnoseLine", () => {
  it.each([
    ["an input object", '{"provider":"llamaparse","status":402,"body":{"detail":"No quota left to create a job"}}'],
    ["a vendor's body", '{"detail":"No quota left to create a job"}'],
    ["a JSON text", '"LlamaParse: No quota left to create a job"'],
    ["a plain text", 'llama_cloud said 402 {"detail":"No quota left to create a job"}'],
    ["what Python prints", "{'detail': 'No quota left to create a job'}"],
    ["a line that begins with a bracket", "[12:00:01] LlamaParse 402 No quota left to create a job."],
  ])("takes %s", (_, line) => expect(entryOf(line)).toBe("llamaparse/no-quota-left"));

  it.each([
    ["JSON that is cut off", '{"status":402,'],
    ["a list", "[1,2]"],
    ["a number", "42"],
    ["null", "null"],
    ["nothing", "   "],
  ])("refuses %s, and says which line it was", (_, line) => {
    expect(diagnoseLine(line, 7)).toEqual({ error: { code: "invalid_input", message: expect.any(String), line: 7 } });
  });
});
