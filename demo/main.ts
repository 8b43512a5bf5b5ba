// `npm run demo`: a believable day of traffic, compressed to minutes, through the gateway of the Docket that runs on this
// machine, to the built-in sandbox, with the vendors' own SDKs. Ctrl-C ends it in order.
//   --minutes 5   how long        --rate 4     things sent a second, on average
//   --seed 1      which day       --providers llamaparse,extend
// With --history it tells a past instead, of the last --days 30, in about a minute; days it has told stay as they are.
import { parseArgs } from "node:util";
import { makeLog, readEnv, StartupError } from "#server/platform/index.ts";
import { openDemoContext, openDemoDesk } from "#server/process/index.ts";
import { tellHistory } from "./history/tell-history.ts";
import { planDay, seeded } from "./plan.ts";
import { demoProviders } from "./providers.ts";
import type { Sender } from "./scenario.ts";

const clients = ["invoice-bot", "claims-intake", "contract-search", "research"] as const;
/** Longest a scenario may take, in milliseconds: an application would have given up too. */
const patienceMs = 60_000;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    rate: { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
    providers: { type: "string" },
    history: { type: "boolean", default: false },
    days: { type: "string", default: "30" },
  },
});

function numberOf(name: "minutes" | "rate" | "seed" | "days", least: number, most: number): number {
  const value = Number(values[name]);
  if (value >= least && value <= most) return value;
  throw new StartupError(`--${name} takes a number from ${least} to ${most}.`);
}

function chosenProviders() {
  const asked = values.providers?.split(",").map((id) => id.trim());
  const chosen = demoProviders.filter(({ id }) => !asked || asked.includes(id));
  const known = demoProviders.map(({ id }) => id).join(", ");
  if (chosen.length === 0) throw new StartupError(`--providers takes some of ${known}.`);
  return chosen;
}

async function main(): Promise<void> {
  const seed = numberOf("seed", 0, 2 ** 32);
  if (values.history) return history(numberOf("days", 1, 90), seed);
  const lengthMs = numberOf("minutes", 0.1, 24 * 60) * 60_000;
  const plan = planDay({ providers: chosenProviders(), clients, lengthMs, rate: numberOf("rate", 0.1, 200), seed });
  const env = readEnv();
  const desk = await openDemoDesk(env, makeLog("warn"), clients);
  process.stdout.write(`${plan.length} things to send in ${(lengthMs / 60_000).toFixed(1)} min to ${desk.origin}\n`);

  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  const random = seeded(seed + 1);
  const sent = { ok: 0, failed: 0 };
  const open = new Set<Promise<void>>();
  const startedAt = Date.now();
  const run = startedAt.toString(36);
  let documents = 0;
  const status = () =>
    `sent ${sent.ok + sent.failed + open.size}/${plan.length}, ended well ${sent.ok}, with an error ${sent.failed}, open ${open.size}`;
  const ticker = setInterval(() => process.stdout.write(`\r${status().padEnd(78)}`), 1_000);

  for (const { atMs, provider, scenario, client } of plan) {
    await pause(startedAt + atMs - Date.now(), stopping.signal);
    if (stopping.signal.aborted) break;
    const sender: Sender = {
      gateway: `${desk.origin}/gateway/${provider.id}/sandbox`,
      token: desk.tokens[client] ?? "",
      name(kind, tokens = "") {
        documents += 1;
        return [kind, run, documents, tokens].filter((part) => part !== "").join("-");
      },
      random,
    };
    const done: Promise<void> = withPatience(scenario.run(sender)).then(
      () => {
        sent.ok += 1;
      },
      () => {
        sent.failed += 1;
      },
    );
    open.add(done);
    void done.finally(() => open.delete(done));
  }
  await Promise.race([Promise.allSettled(open), pause(patienceMs, stopping.signal)]);
  clearInterval(ticker);
  process.stdout.write(
    `\r${status().padEnd(78)}\nLook at ${desk.origin}/overview, ${desk.origin}/jobs and ${desk.origin}/failures\n`,
  );
  process.exit(0);
}

async function history(days: number, seed: number): Promise<void> {
  const docket = await openDemoContext(readEnv(), makeLog("error"));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  try {
    await tellHistory(docket, { days, seed, perDay: 120, clients, now: new Date(), say });
  } finally {
    await docket.close();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

function withPatience(work: Promise<unknown>): Promise<unknown> {
  return Promise.race([
    work,
    new Promise((_, reject) => setTimeout(() => reject(new Error("gave up")), patienceMs).unref()),
  ]);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
