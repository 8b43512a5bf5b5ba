import type { PastDay } from "#server/process/index.ts";
import { seeded } from "../plan.ts";
import type { PastClock } from "./past-clock.ts";
import type { PastEvent } from "./plan-history.ts";
import type { Received, Sent, Teller } from "./tale.ts";

/** Where and when tales are told. */
export interface Stage {
  clock: PastClock;
  day: PastDay;
  /** Client tokens by client name. */
  tokens: Readonly<Record<string, string>>;
  /** Nothing happens later than this, in milliseconds since 1970. */
  untilMs: number;
}

/** Time would pass beyond the present: the rest of the tale is the running Docket's to find out. */
class Unfinished extends Error {}

/** Lets one event happen. */
export async function tellEvent(stage: Stage, event: PastEvent): Promise<void> {
  const { clock, day } = stage;
  clock.set(event.atMs);
  try {
    await event.tale.tell(tellerOf(stage, event));
  } catch (error) {
    if (!(error instanceof Unfinished)) throw error;
  }
  await day.settled();
}

function tellerOf(stage: Stage, { tale, seed, slowness }: PastEvent): Teller {
  const { clock, day, tokens, untilMs } = stage;
  const origin = `${day.gateway}/${tale.provider}/sandbox`;
  const headers = { authorization: `Bearer ${tokens[tale.client]}`, "user-agent": `${tale.client}/2.4` };
  return {
    random: seeded(seed),
    slowness,
    async send(sent) {
      const received = await exchange(origin + sent.path, headers, sent);
      // What the call leaves behind carries the clock's time: it must not have moved by then.
      await day.settled();
      return received;
    },
    pass(ms) {
      if (clock.sandbox.now() + ms > untilMs) throw new Unfinished();
      clock.pass(ms);
    },
    look: (vendorJobId) => day.look(tale.provider, vendorJobId),
  };
}

async function exchange(url: string, known: Record<string, string>, sent: Sent): Promise<Received> {
  const headers = { ...known };
  if (sent.tokens) headers["x-sandbox-provoke"] = sent.tokens;
  if (sent.json !== undefined) headers["content-type"] = "application/json";
  const body = sent.form ? formOf(sent.form) : sent.json === undefined ? undefined : JSON.stringify(sent.json);
  try {
    const answer = await fetch(url, { method: sent.method, headers, ...(body === undefined ? {} : { body }) });
    return { status: answer.status, body: objectOf(await answer.text()) };
  } catch {
    // The connection broke, as it was asked to: for the client there was no answer.
    return { status: 0, body: {} };
  }
}

function formOf({ fields, file, fileField = "file" }: NonNullable<Sent["form"]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set(fileField, new File(["%PDF-1.7 demo"], file));
  return form;
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
