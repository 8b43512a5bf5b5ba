// `npm run instances`: two Dockets on one database on this machine, to see them work as one. The database is the one
// DATABASE_URL names, or an embedded one of its own. Needs what `npm start` built. Ctrl-C ends both; ending one of them
// by its process id shows the other carry on.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeLog, StartupError } from "#server/platform/index.ts";
import { startEmbeddedPostgres } from "#server/process/index.ts";

const folder = resolve(process.env.DOCKET_DATA_DIR ?? ".docket-instances");
const firstPort = Number(process.env.PORT ?? 3001);

/** One master key for both: what one seals the other opens. */
function sharedMasterKey(): string {
  const file = join(folder, "master-key-of-both");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

function startOne(name: string, port: number, databaseUrl: string, masterKey: string): ChildProcess {
  const child = spawn(process.execPath, ["server/main.ts"], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    // Signals reach it once, from here.
    detached: process.platform !== "win32",
    env: {
      DOCKET_SANDBOX: "on",
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DOCKET_DATA_DIR: join(folder, name),
      DOCKET_MASTER_KEY: masterKey,
    },
  });
  child.stdout?.on("data", (chunk) => process.stdout.write(String(chunk).replaceAll(/^(?=.)/gm, `${name} | `)));
  child.once("exit", (code, signal) => console.log(`${name} | ended (${signal ?? code})`));
  console.log(`${name} | http://localhost:${port}, process ${child.pid}`);
  return child;
}

const exited = (child: ChildProcess) =>
  new Promise<void>((done) =>
    (child.exitCode ?? child.signalCode) === null ? child.once("exit", () => done()) : done(),
  );

try {
  if (!existsSync(".next/BUILD_ID")) throw new StartupError("There is no build yet: run `npm start` once.");
  mkdirSync(folder, { recursive: true });
  const postgres = process.env.DATABASE_URL
    ? null
    : await startEmbeddedPostgres({ dataDir: folder, log: makeLog("warn") });
  const url = process.env.DATABASE_URL ?? postgres?.url ?? "";
  const masterKey = process.env.DOCKET_MASTER_KEY ?? sharedMasterKey();
  const children = ["one", "two"].map((name, index) => startOne(name, firstPort + index, url, masterKey));
  const end = () => {
    for (const child of children) child.kill("SIGTERM");
  };
  process.on("SIGINT", end).on("SIGTERM", end);
  await Promise.all(children.map(exited));
  await postgres?.stop();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
