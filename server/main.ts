/**
 * The front door: starts the database, the sandbox, the gateway and its processes, the loops and the screens, and ends
 * them in order. `npm start` runs it; `--dev` serves the screens from source.
 */
import next from "next";
import { makeLog, readEnv, StartupError } from "#server/platform/index.ts";
import { makeSteps, type OpenScreens, type Started, startUp } from "#server/process/index.ts";

/** Longest an orderly end may take, in milliseconds; then it is not orderly. */
const endTimeoutMs = 40_000;
/** A second Ctrl-C within this time is the first one heard twice, in milliseconds. */
const echoMs = 1_000;

const dev = process.argv.includes("--dev");
const startedAt = performance.now();

const openScreens: OpenScreens = async () => {
  const app = next({ dev, dir: process.cwd(), customServer: true });
  await app.prepare();
  return { screens: app.getRequestHandler(), upgrade: app.getUpgradeHandler() };
};

/** Ends the process once, in order; a second request, a moment later, ends it at once. */
function endOnRequest(running: Promise<Started>): void {
  let askedAt: number | null = null;
  const end = async (why: string) => {
    const now = performance.now();
    if (askedAt !== null) {
      if (now - askedAt > echoMs) process.exit(1);
      return;
    }
    askedAt = now;
    console.log(`stop       ${why}: draining`);
    setTimeout(() => process.exit(1), endTimeoutMs).unref();
    await running.then((docket) => docket.stop()).catch(() => {});
    console.log(`stop       done (${((performance.now() - now) / 1000).toFixed(1)} s)`);
    process.exit(0);
  };
  process.on("SIGINT", () => void end("Ctrl-C"));
  process.on("SIGTERM", () => void end("SIGTERM"));
  // Whoever started us is gone: nobody is left to stop us.
  process.on("disconnect", () => void end("started by a process that is gone"));
}

async function main(): Promise<void> {
  // Screens from source tell their changes over connections that a gateway process would not pass on.
  const env = dev ? { ...readEnv(), gatewayProcesses: 0 } : readEnv();
  const log = makeLog(env.logLevel);
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise was left alone with its error"));
  const starting = startUp(env, log, makeSteps(console.log), openScreens);
  endOnRequest(starting);
  const { port, setupPath } = await starting;
  const origin = env.publicUrl ?? `http://localhost:${port}`;
  console.log(`ready      ${origin} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (setupPath) console.log(`first use  create the first admin at ${origin}${setupPath}`);
}

main().catch((error) => {
  console.error(error instanceof StartupError ? error.message : error);
  process.exit(1);
});
