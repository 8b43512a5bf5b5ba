import { expect, it } from "vitest";
import { toCsv } from "./to-csv.ts";

it("quotes only the cells that need it and doubles their quotes", () => {
  expect(toCsv(["from", "cause"], [["14:00", 'a "quoted", one']])).toBe('from,cause\r\n14:00,"a ""quoted"", one"\r\n');
});

it("never lets a cell be read as a formula, and leaves numbers alone", () => {
  expect(toCsv(["a", "b"], [["=1+1", "-12.5"]])).toBe("a,b\r\n'=1+1,-12.5\r\n");
});
