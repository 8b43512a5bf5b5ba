import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StartupError } from "#server/platform/index.ts";
import { openKeyring } from "./open-keyring.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "docket-keyring-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = (masterKey: string | null = null) => openKeyring({ masterKey, dataDir });
const file = () => join(dataDir, "master-key");

test("the first start makes a key file only its owner can read, and nothing beside it", () => {
  open();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(["master-key"]);
});

test("later starts use the key the first one made", () => {
  expect(open().deriveKey("x")).toEqual(open().deriveKey("x"));
});

test("two data folders have different keys", () => {
  const first = open().deriveKey("x");
  rmSync(file());
  expect(open().deriveKey("x")).not.toEqual(first);
});

test("a key in the environment is used and no file is made", () => {
  expect(open(`7:${"ab".repeat(32)}`).currentVersion).toBe(7);
  expect(readdirSync(dataDir)).toEqual([]);
});

test.each([0o640, 0o604, 0o660])("a key file with mode %o is refused with the command that mends it", (mode) => {
  open();
  chmodSync(file(), mode);
  expect(() => open()).toThrow(StartupError);
  expect(() => open()).toThrow(`chmod 600 ${file()}`);
});

test("a key file that holds something else is refused without showing it", () => {
  writeFileSync(file(), "not-a-key-at-all", { mode: 0o600 });
  expect(() => open()).toThrow(`The file ${file()} is not a usable master key`);
  expect(() => open()).not.toThrow("not-a-key-at-all");
});

test("a data folder that cannot hold the file is named in the refusal", () => {
  writeFileSync(join(dataDir, "plain"), "");
  const inFile = () => openKeyring({ masterKey: null, dataDir: join(dataDir, "plain") });
  expect(inFile).toThrow(StartupError);
  expect(inFile).toThrow("ENOTDIR");
});
