import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { eventually } from "#server/testing/index.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { silentLog } from "./log.ts";
import { processIdentity } from "./process-identity.ts";

// One cluster for the whole file: each test starts on what the one before it left behind.
let dataDir: string;
const clusterFile = (name: string) => join(dataDir, "postgres", name);
const serverPid = () => Number.parseInt(readFileSync(clusterFile("postmaster.pid"), "utf8"), 10);
const start = () => startEmbeddedPostgres({ dataDir, log: silentLog, fast: true });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "docket-embedded-"));
  // What a start killed in the middle of initdb leaves.
  await mkdir(join(dataDir, "postgres-init-killed", "data"), { recursive: true });
  const first = await start();
  await query(first.url, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('still here'); CHECKPOINT");
  await first.stop();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function expectKept(url: string): Promise<void> {
  expect(await query(url, "SELECT word FROM kept")).toEqual([{ word: "still here" }]);
}

const isGone = (pid: number) => processIdentity(pid) === null;

/** A Docket of its own process, to be killed. */
async function startElsewhere(): Promise<ChildProcess> {
  const module = new URL("./embedded-postgres.ts", import.meta.url).href;
  const log = "{ info() {}, warn() {} }";
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: ${log}, fast: true }); console.log("up");`;
  const stdio = ["ignore", "pipe", "inherit"] as const;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: [...stdio] });
  await Promise.race([once(child.stdout, "data"), once(child, "exit").then(() => Promise.reject(new Error("ended")))]);
  return child;
}

function keeperOf(pid: number): number {
  const isKeeper = (name: string) => {
    const path = `/proc/${name}/cmdline`;
    return /^\d+$/.test(name) && readFileSync(path, "utf8").endsWith(`docket-postgres-keeper\0${pid}\0`);
  };
  return Number(readdirSync("/proc").find((name) => existsSync(`/proc/${name}/cmdline`) && isKeeper(name)));
}

test("listens on 127.0.0.1 only, in UTF-8 and UTC, and keeps its data over a restart", async () => {
  const server = await start();
  const settings = await query(
    server.url,
    "SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories', 'TimeZone', 'server_encoding') ORDER BY name COLLATE \"C\"",
  );
  expect(settings).toEqual([
    { name: "TimeZone", setting: "UTC" },
    { name: "listen_addresses", setting: "127.0.0.1" },
    { name: "server_encoding", setting: "UTF8" },
    { name: "unix_socket_directories", setting: "" },
  ]);
  await expectKept(server.url);
  const pid = serverPid();
  await server.stop();
  expect(isGone(pid)).toBe(true);
  expect(readdirSync(dataDir).toSorted()).toEqual(["postgres", "postgres-password", "postgres.log"]);
});

test("refuses a second Docket on the same cluster while the first runs", async () => {
  const server = await start();
  await expect(start()).rejects.toThrow(`is in use by another Docket (process ${process.pid})`);
  await expectKept(server.url);
  await server.stop();
});

test("a server killed while Docket runs comes back at the same address", async () => {
  const server = await start();
  const killed = serverPid();
  process.kill(killed, "SIGKILL");
  await vi.waitFor(() => expectKept(server.url), { timeout: 10_000, interval: 50 });
  expect(serverPid()).not.toBe(killed);
  await server.stop();
});

test("a killed Docket takes its server with it", async () => {
  const docket = await startElsewhere();
  const pid = serverPid();
  docket.kill("SIGKILL");
  await vi.waitFor(() => expect(isGone(pid)).toBe(true), { timeout: 10_000, interval: 20 });
});

test.runIf(process.platform === "linux")(
  "a server that outlived its Docket is stopped and a fresh one started",
  async () => {
    const docket = await startElsewhere();
    const orphan = serverPid();
    process.kill(keeperOf(orphan), "SIGKILL");
    docket.kill("SIGKILL");
    await once(docket, "exit");
    expect(isGone(orphan)).toBe(false);
    const server = await start();
    expect(isGone(orphan)).toBe(true);
    await expectKept(server.url);
    await server.stop();
  },
);

test("starts after Docket and the server were both killed, with a postmaster.pid left behind", async () => {
  const docket = await startElsewhere();
  const pid = serverPid();
  const ended = once(docket, "exit");
  docket.kill("SIGKILL");
  process.kill(pid, "SIGKILL");
  await ended;
  await eventually(() => expect(isGone(pid)).toBe(true));
  expect(existsSync(clusterFile("postmaster.pid"))).toBe(true);
  const server = await start();
  await expectKept(server.url);
  await server.stop();
});

test("a postmaster.pid whose number another program has by now is removed, and that program left alone", async () => {
  const bystander = spawn("sleep", ["60"]);
  writeFileSync(clusterFile("postmaster.pid"), `${bystander.pid}\n${clusterFile("")}\n`);
  const server = await start();
  await expectKept(server.url);
  expect(isGone(bystander.pid ?? 0)).toBe(false);
  bystander.kill();
  await server.stop();
});

test("a lost password file is replaced", async () => {
  rmSync(join(dataDir, "postgres-password"));
  const server = await start();
  await expectKept(server.url);
  await server.stop();
});
