import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataDir } from "./data-dir.ts";
import { takePidLock } from "./pid-lock.ts";
import { processIdentity } from "./process-identity.ts";
import { StartupError } from "./startup-error.ts";

let dir: string;
let path: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "docket-lock-"));
  path = join(dir, "docket.lock");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Another process that holds the lock until it is killed. */
async function holdElsewhere() {
  const module = new URL("./pid-lock.ts", import.meta.url).href;
  const script = `const { takePidLock } = await import(${JSON.stringify(module)});
    console.log(JSON.stringify(takePidLock(${JSON.stringify(path)}))); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  return { pid: holder.pid, kill: () => Promise.all([once(holder, "exit"), holder.kill("SIGKILL")]) };
}

test("a live holder is named, and a killed one is succeeded", async () => {
  const holder = await holdElsewhere();
  expect(takePidLock(path)).toEqual({ heldBy: holder.pid });
  await holder.kill();
  expect(takePidLock(path)).toHaveProperty("release");
});

test("a pid that belongs to another program by now does not hold the lock", () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, identity: "an earlier boot:1" }));
  expect(takePidLock(path)).toHaveProperty("release");
});

test.each(["", "{", "null", '{"pid":"x"}', '{"pid":-1,"identity":null}'])(
  "a damaged lock file (%j) is taken over",
  (text) => {
    writeFileSync(path, text);
    expect(takePidLock(path)).toHaveProperty("release");
  },
);

test("a released lock can be taken again, and nothing else is left in the folder", () => {
  for (let round = 0; round < 2; round++) {
    const lock = takePidLock(path);
    expect(takePidLock(path)).toEqual({ heldBy: process.pid });
    if ("release" in lock) lock.release();
  }
  expect(readdirSync(dir)).toEqual([]);
});

test("releasing late does not take the lock from its new holder", () => {
  const lock = takePidLock(path);
  writeFileSync(path, "someone else's");
  if ("release" in lock) lock.release();
  expect(readdirSync(dir)).toEqual(["docket.lock"]);
});

test("the second Docket on a data folder is told which process has it", () => {
  lockDataDir(dir);
  expect(() => lockDataDir(dir)).toThrow(
    new StartupError(
      `Docket is already running on the data folder ${dir} (process ${process.pid}): stop it first, or set DOCKET_DATA_DIR to another folder.`,
    ),
  );
});

test("a data folder that cannot be made is named with the reason", () => {
  writeFileSync(join(dir, "file"), "");
  const impossible = join(dir, "file", "data");
  expect(() => lockDataDir(impossible)).toThrow(StartupError);
  expect(() => lockDataDir(impossible)).toThrow(`The data folder ${impossible} cannot be written (ENOTDIR)`);
});

test("a process has one identity for life, a dead one has none", async () => {
  expect(processIdentity(process.pid)).toBe(processIdentity(process.pid));
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  expect(processIdentity(child.pid ?? 0)).toBeNull();
});
