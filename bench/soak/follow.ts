import type { Docket } from "../gateway/docket.ts";

const lookEveryMs = 500;
/**
 * Looks in a row that may find no job ended before the others are taken for forgotten: a minute of them, as polls keep to the
 * vendor's limit. They are counted, not timed: a machine that stood still has not shown that Docket did.
 */
const patience = 120;
const tellEveryMs = 15_000;

/** What is left to do, as the database says. */
interface Left {
  open: number;
  /** Of them, due to be asked about. */
  due: number;
  /** How long the first of those has been due, in seconds. */
  dueSeconds: number;
  /** Polls so far, of all jobs. */
  polls: number;
}

/**
 * Waits until every job has ended, or none has for a while; tells how it goes on, and at the end how fast it was. Returns
 * how many are still open.
 */
export async function followToTheEnd(docket: Docket): Promise<number> {
  const began = performance.now();
  const first = await leftIn(docket);
  let before = { at: began, left: first };
  let least = first.open;
  let inVain = 0;
  for (;;) {
    const left = await leftIn(docket);
    const at = performance.now();
    inVain = left.open < least ? 0 : inVain + 1;
    least = Math.min(least, left.open);
    if (left.open === 0 || inVain > patience) {
      console.log(`  jobs followed     ${paceOf(first, left, at - began)}`);
      if (left.open > 0)
        console.log(`  none has ended    by ${inVain} looks in a row: the others are taken for forgotten`);
      return left.open;
    }
    if (at - before.at > tellEveryMs) {
      console.log(
        `    ${left.open} open, ${left.due} of them due for up to ${left.dueSeconds} s; ${paceOf(before.left, left, at - before.at)}`,
      );
      before = { at, left };
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

function paceOf(from: Left, to: Left, ms: number): string {
  const polls = to.polls - from.polls;
  return `${from.open - to.open} ended in ${secondsOf(ms)} s by ${polls} polls, ${(polls / (ms / 1000)).toFixed(1)} a second`;
}

function secondsOf(ms: number): number {
  return Math.round(ms / 1000);
}

async function leftIn(docket: Docket): Promise<Left> {
  const { rows } = await docket.sql.query<Left>(
    `SELECT count(*) FILTER (WHERE ended_at IS NULL)::int AS open,
       count(*) FILTER (WHERE ended_at IS NULL AND next_poll_at <= now())::int AS due,
       coalesce(round(extract(epoch FROM now() - min(next_poll_at) FILTER (WHERE ended_at IS NULL AND next_poll_at <= now()))), 0)::int
         AS "dueSeconds",
       coalesce(sum(poll_count), 0)::int AS polls FROM job`,
  );
  return rows[0] ?? { open: 0, due: 0, dueSeconds: 0, polls: 0 };
}
