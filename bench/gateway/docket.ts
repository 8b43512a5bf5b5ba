import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { runningDatabase } from "#server/process/index.ts";
import { type Contestant, freePort } from "./contestants.ts";
import { endChild } from "./program.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const startTimeoutMs = 120_000;

/** Docket as it is started for real, with a database of its own and everything on, in front of the bench's vendor. */
export interface Docket extends Contestant {
  origin: string;
  sql: pg.Client;
  /** Where it lives: to be started there again. */
  place: Place;
  /** Ends it without warning; its place stays. */
  kill(): Promise<void>;
  /** Waits until everything is written, and returns how many calls are on record. */
  recorded(): Promise<number>;
}

/** Where a Docket lives and how it is entered. */
export interface Place {
  dataDir: string;
  port: number;
  apiToken: string;
  clientToken: string;
}

async function newPlace(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), "docket-bench-"));
  return { dataDir, port: await freePort(), apiToken: token(), clientToken: token() };
}

/** Starts it, in a place of its own or in one where it lived before. The screens have to be built. */
export async function startDocket(upstreamPort: number, known?: Place): Promise<Docket> {
  const place = known ?? (await newPlace());
  const { dataDir, port, apiToken, clientToken } = place;
  const child = spawn(process.execPath, ["server/main.ts"], {
    cwd: root,
    // The channel tells it when we are gone.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      // How it is profiled: NODE_OPTIONS="--cpu-prof --cpu-prof-dir=…".
      NODE_OPTIONS: process.env.NODE_OPTIONS ?? "",
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: String(port),
      HOST: "127.0.0.1",
      DOCKET_DATA_DIR: dataDir,
      DOCKET_SANDBOX: "off",
      DOCKET_API_TOKEN: apiToken,
      DOCKET_CLIENT_TOKEN: clientToken,
      DOCKET_LOG_LEVEL: "warn",
    },
  });
  const origin = `http://127.0.0.1:${port}`;
  await ready(origin);
  if (!known) await addKey(origin, apiToken, upstreamPort);
  const sql = new pg.Client({ connectionString: await runningDatabase(dataDir) });
  // A killed Docket takes its database with it.
  sql.on("error", () => {});
  await sql.connect();
  return {
    name: "Docket",
    place,
    pid: child.pid ?? 0,
    port,
    origin,
    prefix: "/gateway/llamaparse/byoc",
    headers: { authorization: `Bearer ${clientToken}` },
    sql,
    recorded: () => recorded(origin, sql),
    async kill() {
      await endChild(child, "SIGKILL");
      await sql.end().catch(() => {});
    },
    async stop() {
      await sql.end();
      await endChild(child, "SIGTERM", 60_000);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function token(): string {
  return `bench-${randomBytes(16).toString("hex")}`;
}

/** Ready means that the screens and the JSON API answer too. */
async function ready(origin: string): Promise<void> {
  const giveUpAt = Date.now() + startTimeoutMs;
  const answersWell = (path: string) =>
    fetch(`${origin}${path}`).then(
      ({ status }) => status !== 503,
      () => false,
    );
  while (!((await answersWell("/readyz")) && (await answersWell("/api/v1/openapi.json")))) {
    if (Date.now() > giveUpAt) throw new Error("Docket did not get ready.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function addKey(origin: string, apiToken: string, upstreamPort: number): Promise<void> {
  const answer = await fetch(`${origin}/api/v1/keys`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiToken}`, "content-type": "application/json" },
    body: JSON.stringify({
      provider: "llamaparse",
      region: "byoc",
      label: "bench",
      secret: `llx-${randomBytes(16).toString("hex")}`,
      baseUrl: `http://127.0.0.1:${upstreamPort}`,
    }),
  });
  if (!answer.ok) throw new Error(`The key was not taken: ${answer.status} ${await answer.text()}`);
}

async function recorded(origin: string, sql: pg.Client): Promise<number> {
  for (;;) {
    const metrics = await fetch(`${origin}/metrics`).then((answer) => answer.text());
    const left = [...metrics.matchAll(/^docket_gateway_(?:calls_in_flight|records_waiting) (\d+)/gm)];
    if (left.length === 2 && left.every(([, n]) => n === "0")) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return Number((await sql.query("SELECT count(*) AS n FROM call")).rows[0].n);
}
