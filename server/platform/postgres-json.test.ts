import { expect, test } from "vitest";
import { postgresJson, postgresText } from "./postgres-json.ts";

test("what Postgres refuses in text is replaced: NUL and half surrogate pairs", () => {
  expect(postgresText("a\u0000b\ud83dc\udc00")).toBe("a\ufffdb\ufffdc\ufffd");
  expect(postgresText("whole 😀 pairs and ümlauts stay")).toBe("whole 😀 pairs and ümlauts stay");
});

test("JSON is cleaned at every depth and stays JSON", () => {
  const value = { list: ["a\u0000", { deep: "\ud800" }], n: 1, at: new Date(0), nothing: null };
  expect(JSON.parse(postgresJson(value))).toEqual({
    list: ["a\ufffd", { deep: "\ufffd" }],
    n: 1,
    at: "1970-01-01T00:00:00.000Z",
    nothing: null,
  });
});

test("names of fields are cleaned like their values", () => {
  expect(JSON.parse(postgresJson({ "a\u0000": { "\ud800": 1 } }))).toEqual({ "a\ufffd": { "\ufffd": 1 } });
});
