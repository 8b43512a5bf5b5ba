import { expect, test } from "vitest";
import { callerSecrets } from "./caller-secrets.ts";

const opened = (headers: Record<string, string>, names?: string[]) =>
  callerSecrets(headers, names).map((secret) => secret.open());

test("a header of secrets is one as a whole, and each text in it", () => {
  const value = '{"openai":"sk-0123456789","region":"eu"}';
  expect(opened({ "x-vendor-keys": value, other: "sk-9876543210" }, ["x-vendor-keys"])).toEqual([
    value,
    "sk-0123456789",
  ]);
});

test("what is no JSON is still a secret; nothing named, nothing found", () => {
  expect(opened({ "x-vendor-keys": "sk-0123456789" }, ["x-vendor-keys"])).toEqual(["sk-0123456789"]);
  expect(opened({ "x-vendor-keys": "sk-0123456789" })).toEqual([]);
  expect(opened({}, ["x-vendor-keys"])).toEqual([]);
});
