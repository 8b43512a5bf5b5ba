import { describe, expect, it } from "vitest";
import { embeddedJson, loneFields, parseWholeJson } from "./embedded-json.ts";

describe("embeddedJson", () => {
  it.each([
    ["JSON", 'before {"detail":"a {b} \\"c\\""} after', [{ detail: 'a {b} "c"' }]],
    ["JSON in a quoted string", 'body: "{\\"detail\\":\\"x\\"}"', [{ detail: "x" }]],
    [
      "what Python prints",
      "{'detail': \"You've\", 'n': None, 'ok': True, 'l': ['a', 'it\\'s',]}",
      [{ detail: "You've", n: null, ok: true, l: ["a", "it's"] }],
    ],
    ["several", '{"a":1} and {"b":[{"c":2}]}', [{ a: 1 }, { b: [{ c: 2 }] }]],
    ["an apostrophe in prose", `it's {"a":1} isn't it`, [{ a: 1 }]],
    ["nothing", "function () { return 1 }", []],
    ["something cut off", '{"detail":"x', [{ detail: "x" }]],
    [
      "something cut off in a list",
      'said {"detail":[{"loc":["body","a"],"msg":"no',
      [{ detail: [{ loc: ["body", "a"], msg: "no" }] }],
    ],
    ["something cut off after a name", '{"code":"A_B","message":', [{ code: "A_B" }]],
    [
      "something cut off that Python printed",
      "body: {'detail': 'x', 'n': None, 'm': 'y",
      [{ detail: "x", n: null, m: "y" }],
    ],
    ["a block that is no object", "if (x) { return 'a'; and so on", []],
  ])("reads %s", (_, text, expected) => expect(embeddedJson(text)).toEqual(expected));
});

describe("loneFields", () => {
  it("makes out the error fields of an object that cannot be read", () => {
    expect(loneFields('{"detail":"Uploaded file is empty.","trace":"abc')).toEqual({
      detail: "Uploaded file is empty.",
    });
    expect(loneFields("error: { detail: 'No quota left' },")).toEqual({ detail: "No quota left" });
    expect(loneFields('{\\"error_code\\":\\"TIMEOUT\\", …')).toEqual({ error_code: "TIMEOUT" });
    expect(loneFields("the detail: none")).toBeNull();
  });
});

describe("parseWholeJson", () => {
  it("undoes encodings until there is no more text", () => {
    const twice = JSON.stringify(JSON.stringify({ a: 1 }));
    expect(parseWholeJson(twice)).toEqual({ a: 1 });
    expect(parseWholeJson(' {"a":1} ')).toEqual({ a: 1 });
    expect(parseWholeJson("plain")).toBeUndefined();
    expect(parseWholeJson("{broken")).toBeUndefined();
  });
});

it("reads what other languages print, cut off or not", () => {
  expect(embeddedJson('%{"detail" => "x", "n" => nil}')).toEqual([{ detail: "x", n: null }]);
  expect(embeddedJson('said %{"detail" => "x", "m" => "y')).toEqual([{ detail: "x", m: "y" }]);
  expect(embeddedJson("Array\n(\n    [detail] => x\n)\n")).toEqual([{ detail: "x" }]);
});

it("gives up on texts of nothing but openings", () => {
  for (const opening of ["{'", '{"', "{'a': '", '{\\"', "{a(", "map[a:b "]) {
    expect(embeddedJson(opening.repeat(40_000)).length).toBeLessThan(40);
  }
});

it("reaches the end of a log with very many objects", () => {
  const log = `${'{"level":"info","msg":"at work on a page of the file"}\n'.repeat(500)}{"level":"error","code":"A_B"}`;
  expect(embeddedJson(log).at(-1)).toEqual({ level: "error", code: "A_B" });
});
