import { startSandbox } from "#sandbox/index.ts";
import { type DemoContext, type HistoryDesk, openHistoryDesk } from "#server/process/index.ts";
import { type PastClock, pastClock } from "./past-clock.ts";
import { type PlannedDay, planHistory } from "./plan-history.ts";
import { tellEvent } from "./teller.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Days told side by side: while one waits for the database, another works. */
const lanes = 3;

/** Which history to tell, and where to say how far it is. */
export interface HistoryRequest {
  days: number;
  seed: number;
  /** Things that happen on a usual working day. */
  perDay: number;
  clients: readonly string[];
  now: Date;
  say(line: string): void;
}

/**
 * Tells the running Docket a past: every call goes through a gateway, every job through the one door for job news, with
 * clocks that stand in the past. Days that were told before are left alone.
 */
export async function tellHistory(
  docket: Pick<DemoContext, "ctx" | "origin">,
  { clients, say, ...options }: HistoryRequest,
): Promise<void> {
  const started = performance.now();
  const { days, now } = options;
  const desk = await openHistoryDesk(docket, clients, new Date(now.getTime() - days * dayMs));
  try {
    const planned = planHistory(options);
    const missing = await missingDays(desk, planned);
    if (missing.length === 0) return say(`The history of the last ${days} days is there already.`);
    const total = missing.reduce((sum, { events }) => sum + events.length, 0);
    say(`${total} things happened on ${missing.length} days; telling them to ${desk.origin}`);
    let told = 0;
    const next = missing.values();
    await Promise.all(
      Array.from({ length: lanes }, () =>
        tellDays(desk, next, now, ({ from, events }) => {
          told += events.length;
          say(`${from.toISOString().slice(0, 10)}  ${told}/${total}`);
        }),
      ),
    );
    say(`done in ${((performance.now() - started) / 1_000).toFixed(0)} s; the charts follow within seconds`);
    say(`Look at ${desk.origin}/overview, ${desk.origin}/jobs and ${desk.origin}/failures`);
  } finally {
    await desk.close();
  }
}

/** What has not been told before; of a day that was told in part, the rest, where more than an hour is missing. */
async function missingDays(desk: HistoryDesk, planned: readonly PlannedDay[]): Promise<PlannedDay[]> {
  const missing: PlannedDay[] = [];
  for (const day of planned) {
    const told = await desk.toldUntil(day.from, day.to);
    const events = day.events.filter(({ atMs }) => told === null || atMs > told.getTime());
    const isWhole = told !== null && day.to.getTime() - told.getTime() < 2 * hourMs;
    if (events.length > 0 && !isWhole) missing.push({ ...day, events });
  }
  return missing;
}

/** Tells the days that are left, one after the other, with a sandbox and a clock of its own. */
async function tellDays(
  desk: HistoryDesk,
  days: Iterator<PlannedDay>,
  now: Date,
  onTold: (day: PlannedDay) => void,
): Promise<void> {
  const clock = pastClock();
  const sandbox = await startSandbox({ clock: clock.sandbox, rateLimits: false, answerDelayMs: latencyMs() });
  try {
    for (let next = days.next(); !next.done; next = days.next()) {
      await tellDay(desk, next.value, { clock, sandboxUrl: sandbox.url, now });
      onTold(next.value);
    }
  } finally {
    await sandbox.close();
  }
}

async function tellDay(
  desk: HistoryDesk,
  planned: PlannedDay,
  { clock, sandboxUrl, now }: { clock: PastClock; sandboxUrl: string; now: Date },
): Promise<void> {
  const { tokens } = desk;
  clock.set(planned.from.getTime());
  await desk.tell({ clock: clock.docket, sandboxUrl }, async (day) => {
    const stage = { clock, day, tokens, untilMs: now.getTime() };
    for (const event of planned.events) await tellEvent(stage, event);
  });
}

/** How long a vendor's answer is on its way, besides the work: 60 to 400 ms. */
function latencyMs(): () => number {
  let step = 0;
  return () => {
    step = (step + 0.618) % 1;
    return 60 + 340 * step ** 3;
  };
}
