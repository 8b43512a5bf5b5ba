/**
 * `npm run soak`: Docket, as people start it, under load and under blows: killed again and again, its database stopped for
 * a minute. In the end everything callers received is compared with what is on record. `-- --only kill` or `database`,
 * `-- --kills 10`, `-- --away 60` (seconds). Ends with 1 where anything is missing.
 */
import { parseArgs } from "node:util";
import { type Docket, startDocket } from "./gateway/docket.ts";
import { descendantsOf } from "./gateway/process-cost.ts";
import { startProgram } from "./gateway/program.ts";
import { accountFor } from "./soak/account.ts";
import { type Callers, startCallers } from "./soak/callers.ts";

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    kills: { type: "string", default: "10" },
    away: { type: "string", default: "60" },
  },
});
const seconds = (n: number) => new Promise((resolve) => setTimeout(resolve, n * 1000));

/** Kills Docket without warning in the middle of its work, and starts it again on the same folder. */
async function kills(upstreamPort: number): Promise<boolean> {
  let docket = await startDocket(upstreamPort);
  const callers = startCallers(() => docket, 24, 100);
  for (let n = 1; n <= Number(options.kills); n += 1) {
    await seconds(1.5 + Math.random() * 2);
    const { place } = docket;
    await docket.kill();
    docket = await startDocket(upstreamPort, place);
    console.log(`  killed ${n} times, answers so far ${callers.received.calls.size}`);
  }
  await seconds(2);
  return settle(docket, callers);
}

/** Stops the database's processes where they stand, as a machine does that hangs, and lets them go on later. */
async function databaseAway(upstreamPort: number): Promise<boolean> {
  const docket = await startDocket(upstreamPort);
  const callers = startCallers(() => docket, 24, 60);
  await seconds(5);
  const database = descendantsOf(docket.pid).filter(({ name }) => name === "postgres");
  for (const { pid } of database) process.kill(pid, "SIGSTOP");
  const before = callers.received.calls.size;
  await seconds(Number(options.away));
  const during = callers.received.calls.size - before;
  const metrics = await fetch(`${docket.origin}/metrics`).then((answer) => answer.text());
  const [, spooled = "0"] = /^docket_gateway_spool_bytes (\S+)/m.exec(metrics) ?? [];
  for (const { pid } of database) process.kill(pid, "SIGCONT");
  console.log(`  answers without the database ${during}, ${Math.round(Number(spooled) / 1024)} KiB in the spool`);
  await seconds(3);
  const failed = callers.received.broken + [...callers.received.others.values()].reduce((sum, n) => sum + n, 0);
  console.log(`  answers that failed ${failed}`);
  return (await settle(docket, callers)) && failed === 0 && during > 0;
}

async function settle(docket: Docket, callers: Callers): Promise<boolean> {
  await callers.stop();
  const isWell = await accountFor(docket, callers.received);
  await docket.stop();
  return isWell;
}

const upstream = await startProgram("upstream", ["finishes"]);
const blows = { kill: kills, database: databaseAway };
for (const [name, blow] of Object.entries(blows)) {
  if (options.only && options.only !== name) continue;
  console.log(`${name}:`);
  const isWell = await blow(upstream.port);
  console.log(isWell ? "  nothing is missing" : "  SOMETHING IS MISSING");
  if (!isWell) process.exitCode = 1;
}
await upstream.stop();
