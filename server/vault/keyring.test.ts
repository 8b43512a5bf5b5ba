import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { StartupError } from "#server/platform/index.ts";
import { parseKeyring } from "./keyring.ts";

const key = randomBytes(32);
const base64 = key.toString("base64");

test.each([
  ["base64", base64],
  ["base64 without padding", base64.replace("=", "")],
  ["base64url", key.toString("base64url")],
  ["hex", key.toString("hex")],
  ["hex in capitals", key.toString("hex").toUpperCase()],
  ["a version in front", `1:${base64}`],
  ["white space around", ` ${base64}\n`],
])("one key is read as %s", (_form, text) => {
  const ring = parseKeyring(text, "DOCKET_MASTER_KEY");
  expect(ring.versions).toEqual([1]);
  expect(ring.deriveKey("x")).toEqual(parseKeyring(base64, "DOCKET_MASTER_KEY").deriveKey("x"));
});

test("several versions are read in any order and the highest is current", () => {
  const ring = parseKeyring(`3:${randomBytes(32).toString("hex")}, 1:${base64}`, "DOCKET_MASTER_KEY");
  expect(ring.versions).toEqual([1, 3]);
  expect(ring.currentVersion).toBe(3);
  expect(ring.sealingKey(1)).toEqual(parseKeyring(base64, "DOCKET_MASTER_KEY").sealingKey(1));
  expect(ring.sealingKey(2)).toBeNull();
});

test.each([
  ["nothing", "", "a key is not 32 bytes"],
  ["a word", "correct-horse-battery-staple", "a key is not 32 bytes"],
  ["16 bytes", randomBytes(16).toString("base64"), "a key is not 32 bytes"],
  ["48 bytes in base64, 64 characters long", `zz${"A".repeat(62)}`, "a key is not 32 bytes"],
  ["version nought", `0:${base64}`, "a version is not a whole number"],
  ["a version that is a word", `new:${base64}`, "a version is not a whole number"],
  ["two keys, one without a version", `1:${base64},${base64}`, "(entry 2)"],
  ["a version twice", `1:${base64},1:${base64}`, "version 1 is there twice"],
])("%s is refused in one sentence that does not repeat it", (_case, text, reason) => {
  const parse = () => parseKeyring(text, "DOCKET_MASTER_KEY");
  expect(parse).toThrow(StartupError);
  expect(parse).toThrow(reason);
  for (const part of text.split(/[:,]/).filter((piece) => piece.length > 8)) {
    expect(parse).not.toThrow(part);
  }
});

test("a derived key depends on its purpose and is not the sealing or the master key", () => {
  const ring = parseKeyring(base64, "DOCKET_MASTER_KEY");
  const keys = [ring.deriveKey("better-auth"), ring.deriveKey("cursor"), ring.sealingKey(1), key];
  expect(new Set(keys.map((item) => item?.toString("hex"))).size).toBe(4);
  expect(ring.deriveKey("cursor")).toHaveLength(32);
  // Nobody can have the sealing key by naming a purpose.
  expect(ring.deriveKey("seal")).not.toEqual(ring.sealingKey(1));
});

test("a ring prints and serialises as hidden", () => {
  const ring = parseKeyring(base64, "DOCKET_MASTER_KEY");
  expect(inspect({ ring })).toBe("{ ring: [hidden] }");
  expect(JSON.stringify({ ring })).toBe('{"ring":"[hidden]"}');
});
