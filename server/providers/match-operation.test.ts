import { expect, test } from "vitest";
import type { OperationFact } from "./contract.ts";
import { providers } from "./index.ts";
import { makeOperationMatcher } from "./match-operation.ts";

const fact = (name: string, method: string, path: string): OperationFact => ({
  name,
  product: "x",
  kind: "read",
  method,
  path,
});

test.each(providers.flatMap((provider) => provider.operations.map((operation) => ({ provider, operation }))))(
  "$provider.id: $operation.name is recognised by $operation.method $operation.path",
  ({ provider, operation }) => {
    const match = makeOperationMatcher(provider.operations);
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? "");
    const path = names.reduce((text, name) => text.replace(`{${name}}`, `some-${name}_1`), operation.path);
    expect(match(operation.method, path)).toEqual({
      operation,
      params: Object.fromEntries(names.map((name) => [name, `some-${name}_1`])),
    });
  },
);

test.each(providers)("$id names no operation twice, and no method and path twice", ({ operations }) => {
  const names = operations.map((operation) => operation.name);
  const endpoints = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(endpoints).size).toBe(endpoints.length);
});

test("a literal segment wins over a parameter, whatever the order of the list", () => {
  const list = [fact("get", "GET", "/parse/{id}"), fact("versions", "GET", "/parse/versions")];
  for (const operations of [list, list.toReversed()]) {
    const match = makeOperationMatcher(operations);
    expect(match("GET", "/parse/versions")?.operation.name).toBe("versions");
    expect(match("GET", "/parse/pjb-1")).toMatchObject({ operation: { name: "get" }, params: { id: "pjb-1" } });
  }
});

test("method, length and every literal have to fit", () => {
  const match = makeOperationMatcher([fact("get", "GET", "/api/parse/{id}")]);
  for (const [method, path] of [
    ["POST", "/api/parse/1"],
    ["get", "/api/parse/1"],
    ["GET", "/api/parse"],
    ["GET", "/api/parse/1/cancel"],
    ["GET", "/api/Parse/1"],
    ["GET", "/"],
    ["GET", ""],
  ] as const) {
    expect(match(method, path)).toBeNull();
  }
});

test("slashes too many are the same address, as most servers see it", () => {
  const match = makeOperationMatcher([fact("get", "GET", "/api/parse/{id}")]);
  expect(match("GET", "/api//parse/1/")).toMatchObject({ params: { id: "1" } });
});

test("an id is decoded once; one that cannot be decoded stays as it came", () => {
  const match = makeOperationMatcher([fact("get", "GET", "/parse/{id}")]);
  expect(match("GET", "/parse/a%20b%2Fc%2525")?.params).toEqual({ id: "a b/c%25" });
  expect(match("GET", "/parse/%E0%A4%A")?.params).toEqual({ id: "%E0%A4%A" });
});
