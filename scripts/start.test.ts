import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

// Each test starts several processes, one after the other.
vi.setConfig({ testTimeout: 30_000 });

// The real scripts in a folder of their own; npm, Prisma, Next and Docket itself are small programs that note in
// `did.log` that they ran.
let project: string;
const children: ChildProcess[] = [];
const at = (...path: string[]) => join(project, ...path);
const did = () => (existsSync(at("did.log")) ? readFileSync(at("did.log"), "utf8").trim().split("\n") : []);

function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

const note = (word: string) => `require("node:fs").appendFileSync("did.log", "${word}\\n");`;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "docket-start-"));
  cpSync(resolve("scripts"), at("scripts"), { recursive: true });
  write("package.json", '{"name":"docket","type":"module","dependencies":{"a":"1.0.0"}}');
  write("app/page.tsx", "one");
  write("npm/package.json", '{"type":"commonjs"}');
  write("npm/npm.js", note("install"));
  write(
    "node_modules/prisma/build/index.js",
    `${note("generate")} require("node:fs").mkdirSync("server/platform/prisma", { recursive: true });
    require("node:fs").writeFileSync("server/platform/prisma/client.ts", "");`,
  );
  write(
    "node_modules/next/dist/bin/next",
    `${note("build")} require("node:fs").mkdirSync(".next", { recursive: true });
    require("node:fs").writeFileSync(".next/BUILD_ID", "1");`,
  );
  mkdirSync(at("node_modules", ".bin"), { recursive: true });
  symlinkSync(process.execPath, at("node_modules", ".bin", "node"));
  write("server/main.ts", 'import { appendFileSync } from "node:fs"; appendFileSync("did.log", "run\\n");');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(project, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  out(): string;
  err(): string;
  ended: Promise<number | null>;
}

function start(args: string[] = [], env: NodeJS.ProcessEnv = process.env): Started {
  let out = "";
  let err = "";
  const child = spawn(process.execPath, [at("scripts", "start.mjs"), ...args], {
    cwd: project,
    env: { ...env, npm_execpath: at("npm", "npm.js"), npm_lifecycle_event: "" },
  });
  children.push(child);
  child.stdout?.on("data", (chunk) => (out += chunk));
  child.stderr?.on("data", (chunk) => (err += chunk));
  return { child, out: () => out, err: () => err, ended: once(child, "close").then(([code]) => code) };
}

/** A Docket that stays until it is told to go, noting every word it hears. */
const patientDocket = `import { appendFileSync } from "node:fs";
  const hear = (word) => { appendFileSync("did.log", word + "\\n"); setTimeout(() => process.exit(3), 200); };
  for (const word of ["SIGINT", "SIGTERM", "disconnect"]) process.on(word, () => hear(word));
  appendFileSync("did.log", "run " + process.env.NODE_ENV + "\\n");`;

const isUp = () => vi.waitFor(() => expect(did().at(-1)).toMatch(/^run /), { timeout: 10_000, interval: 20 });

test("does every step once, and nothing but run the second time", async () => {
  expect(await start().ended).toBe(0);
  expect(did()).toEqual(["install", "generate", "build", "run"]);
  const second = start();
  expect(await second.ended).toBe(0);
  expect(did().slice(4)).toEqual(["run"]);
  expect(second.out()).toBe("install    up to date\ngenerate   up to date\nbuild      up to date\n");
});

test("builds again when a source changed, installs again when a dependency did", async () => {
  await start().ended;
  write("app/page.tsx", "two");
  await start().ended;
  expect(did().slice(4)).toEqual(["build", "run"]);
  write("package.json", '{"name":"docket","type":"module","dependencies":{"a":"2.0.0"}}');
  await start().ended;
  expect(did().slice(6)).toEqual(["install", "build", "run"]);
});

test("--dev does not build", async () => {
  write("server/main.ts", patientDocket);
  const { child, ended } = start(["--dev"]);
  await isUp();
  expect(did()).toEqual(["install", "generate", "run development"]);
  child.kill("SIGTERM");
  expect(await ended).toBe(3);
});

test("a failed step ends with its own words, one sentence and exit code 1, and is tried again", async () => {
  const good = readFileSync(at("node_modules/next/dist/bin/next"), "utf8");
  write("node_modules/next/dist/bin/next", 'console.log("no such export"); process.exit(7);');
  const failed = start();
  expect(await failed.ended).toBe(1);
  expect(failed.err()).toBe("no such export\nThe screens cannot be built; the reason is above.\n");
  write("node_modules/next/dist/bin/next", good);
  expect(await start().ended).toBe(0);
});

test("a Node that does not run is named in one sentence", async () => {
  rmSync(at("node_modules", ".bin", "node"));
  const failed = start();
  expect(await failed.ended).toBe(1);
  expect(failed.err()).toMatch(/^node_modules\/\.bin\/node does not run, .*\n$/);
});

test("two starts at once do not build at once", async () => {
  const ends = [start(), start(), start()].map((started) => started.ended);
  expect(await Promise.all(ends)).toEqual([0, 0, 0]);
  expect(did().toSorted()).toEqual(["build", "generate", "install", "run", "run", "run"]);
});

test("a lock left by a killed start is taken over", async () => {
  write("node_modules/.docket-steps", `${process.pid} 1`);
  expect(await start().ended).toBe(0);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s heard twice at once reaches Docket once, and its exit code is ours",
  async (signal) => {
    write("server/main.ts", patientDocket);
    const { child, ended } = start();
    await isUp();
    child.kill(signal);
    await vi.waitFor(() => expect(did().at(-1)).toBe(signal), { timeout: 5_000, interval: 10 });
    child.kill(signal);
    expect(await ended).toBe(3);
    expect(did().slice(3)).toEqual(["run production", signal]);
  },
);

test("Docket hears it when the start script is killed", async () => {
  write("server/main.ts", patientDocket);
  const { child } = start();
  await isUp();
  child.kill("SIGKILL");
  await vi.waitFor(() => expect(did().at(-1)).toBe("disconnect"), { timeout: 5_000 });
});
