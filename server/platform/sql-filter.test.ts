import { expect, test } from "vitest";
import { SqlFilter } from "./sql-filter.ts";

test("conditions are joined in order, each with its own parameter", () => {
  const filter = new SqlFilter().where("a = ?", 1).always("b IS NULL").where("c = ANY(?)", ["x"]);
  expect(filter.sql).toBe("WHERE a = $1 AND b IS NULL AND c = ANY($2)");
  expect(filter.values).toEqual([1, ["x"]]);
});

test("a condition without a value is left out; null, false and 0 are values", () => {
  const filter = new SqlFilter().where("a = ?", undefined).where("b = ?", null).where("c = ?", 0).where("d = ?", false);
  expect(filter.sql).toBe("WHERE b = $1 AND c = $2 AND d = $3");
  expect(filter.values).toEqual([null, 0, false]);
});

test("one value may stand in several places of its condition", () => {
  expect(new SqlFilter().where("(a = ? OR b = ?)", "x")).toMatchObject({ sql: "WHERE (a = $1 OR b = $1)" });
});

test("parameters given before stay in front, and bound ones follow", () => {
  const filter = new SqlFilter(["first"]).where("a = ?", "second");
  expect(filter.bind("third")).toBe("$3");
  expect(filter).toMatchObject({ sql: "WHERE a = $2", values: ["first", "second", "third"] });
});

test("without conditions there is no WHERE", () => {
  expect(new SqlFilter().where("a = ?", undefined).sql).toBe("");
});
