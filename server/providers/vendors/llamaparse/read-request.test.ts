import fc from "fast-check";
import { expect, test } from "vitest";
import { makeOperationMatcher } from "../../match-operation.ts";
import { operations } from "./operations.ts";
import { readFile, readRequest } from "./read-request.ts";

const match = makeOperationMatcher(operations);
const at = (method: string, path: string) => {
  const found = match(method, path);
  if (!found) throw new Error(`${method} ${path} is no operation`);
  return found;
};
const parse = at("POST", "/api/v2/parse");

test.each([
  [
    { tier: "fast", file_id: "dfl-1" },
    { tier: "fast", fileId: "dfl-1", fileName: null },
  ],
  [
    { tier: "fast", source_url: "https://a.example/x/In%20voice.pdf?sig=1" },
    { tier: "fast", fileName: "In voice.pdf" },
  ],
  [
    { file_input: "pjb-1", configuration: { tier: "agentic" } },
    { tier: "agentic", fileId: "pjb-1" },
  ],
  [{ document_input: { type: "file_id", value: "dfl-2" } }, { fileId: "dfl-2" }],
  [{ configuration: '{"tier":"cost_effective","version":"latest"}' }, { tier: "cost_effective" }],
  [{ configuration: "{not json" }, { tier: null }],
  [{ input_url: "https://a.example/" }, { fileName: null }],
  [{ input_url: "not a url" }, { fileName: null }],
  [{ source_url: "https://a.example/%E0%A4%A" }, { fileName: null }],
])("a create body %j tells %j", (body, facts) => {
  expect(readRequest(parse, body)).toMatchObject(facts);
});

test("a body of any shape is read without throwing", () => {
  fc.assert(fc.property(fc.jsonValue(), (body) => void readRequest(parse, body)));
  expect(readRequest(parse, "text")).toEqual({});
});

test("an upload's answer gives the file's id and name; other answers give none", () => {
  const file = { id: "dfl-1", name: "a.pdf", project_id: "p" };
  expect(readFile(at("POST", "/api/v1/beta/files"), file)).toEqual({ fileId: "dfl-1", name: "a.pdf" });
  expect(readFile(at("POST", "/api/v1/files"), { id: 1 })).toBeNull();
  expect(readFile(at("GET", "/api/v1/beta/files/dfl-1"), file)).toBeNull();
});
