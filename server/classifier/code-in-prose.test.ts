import { expect, it } from "vitest";
import { codeInProse } from "./code-in-prose.ts";

const codes = new Map(["CORRUPT_FILE", "TIMEOUT", "password_wrong"].map((code) => [code, true]));
const codeIn = (text: string) => codeInProse(text, codes)?.code ?? null;

it.each([
  ["the run failed, reason corrupt_file, page 3", "CORRUPT_FILE"],
  ["it says CORRUPT_FILE again", "CORRUPT_FILE"],
  ["error_code=timeout", "TIMEOUT"],
  ["tool: TIMEOUT: it took too long", "TIMEOUT"],
  ["504 TIMEOUT", "TIMEOUT"],
  ["PASSWORD_WRONG for a.pdf", "password_wrong"],
  ["vendor\nCORRUPT_FILE\n400", "CORRUPT_FILE"],
])("finds the code that %j names", (text, code) => expect(codeIn(text)).toBe(code));

it.each([
  ["a timeout, perhaps"],
  ["CORRUPT_FILE or password_wrong"],
  ["/docs/CORRUPT_FILE.md"],
  ["openai said CORRUPT_FILE"],
  ["it says CORRUPT_FILE\nand more"],
  ["CORRUPT_FILE\npassword_wrong"],
  [`CORRUPT_FILE ${"x".repeat(500)}`],
])("finds none in %j", (text) => expect(codeIn(text)).toBeNull());

it("keeps the sentence behind the code", () => {
  expect(codeInProse("tool: TIMEOUT: it took too long", codes)?.message).toBe("it took too long");
});
