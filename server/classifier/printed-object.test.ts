import { describe, expect, it } from "vitest";
import { readPrintedObject, withBraces } from "./printed-object.ts";

describe("readPrintedObject", () => {
  it.each([
    ["Elixir", '{"code" => "A_B", "n" => nil, code: 3}', { code: "A_B", n: null }],
    [
      "Ruby",
      "{:code=>\"A_B\", :tags=>['x', 2], :inner=>{:a=>true}}",
      { code: "A_B", tags: ["x", 2], inner: { a: true } },
    ],
    [
      "Node",
      '{\n  status: 402,\n  error: { detail: "You\'ve" },\n  at: undefined\n}',
      { status: 402, error: { detail: "You've" }, at: null },
    ],
    [
      "Rust",
      '{ code: "A_B", id: Some("r1"), body: Body { text: String("x") } }',
      { code: "A_B", id: "r1", body: { text: "x" } },
    ],
    [
      "Java",
      "{code=A_B, message=Run not found, maybe, retryable=false}",
      { code: "A_B", message: "Run not found, maybe", retryable: false },
    ],
    [
      "Go",
      "{Code:A_B Message:File is locked Retryable:false}",
      { code: "A_B", message: "File is locked", retryable: false },
    ],
  ])("reads what %s prints", (_, text, expected) => expect(readPrintedObject(text)).toEqual(expected));

  it.each(["{ return 'a'; }", "{x}", "{", "{}", "{'", "{a"])("takes %j for no object", (text) => {
    expect(readPrintedObject(text)).toBeUndefined();
  });

  it("leaves a very long text alone", () => {
    expect(readPrintedObject(`{a: ${"x".repeat(20_000)}}`)).toBeUndefined();
  });
});

describe("withBraces", () => {
  it.each([
    [
      "print_r",
      "Array\n(\n    [detail] => Not here\n    [error] => Array\n        (\n            [code] => A_B\n        )\n\n)\n",
      { detail: "Not here", error: { code: "A_B" } },
    ],
    [
      "var_dump",
      'array(2) {\n  ["detail"]=>\n  string(8) "Not here"\n  ["n"]=>\n  int(3)\n}',
      { detail: "Not here", n: 3 },
    ],
    ["a map of Go", "map[detail:Not here status:404]", { detail: "Not here", status: "404" }],
  ])("turns %s into an object that can be read", (_, text, expected) => {
    const braced = withBraces(text).trim();
    expect(readPrintedObject(braced)).toEqual(expected);
  });

  it("leaves any other text as it is", () => {
    expect(withBraces('{"a":[1]} and [b]')).toBe('{"a":[1]} and [b]');
  });
});
