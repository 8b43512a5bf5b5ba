import type { ScratchDesk } from "#server/process/index.ts";
import type { Case } from "./cases.ts";
import type { Cold } from "./cold.ts";

/** How long one case took, in milliseconds. */
export interface Timing {
  /** With empty caches. */
  cold: number;
  p50: number;
  p95: number;
}

/** Asks a case once with empty caches and then `times` times. Throws what the case throws. */
export async function time(ask: () => Promise<unknown>, times: number, cold: Cold): Promise<Timing> {
  await cold.make();
  const first = await once(ask);
  const all: number[] = [];
  for (let i = 0; i < times; i += 1) all.push(await once(ask));
  all.sort((a, b) => a - b);
  // The nearest rank: of twenty, the nineteenth is the 95th percentile.
  const at = (share: number) => all[Math.max(0, Math.ceil(share * all.length) - 1)] ?? first;
  return { cold: first, p50: at(0.5), p95: at(0.95) };
}

/** How long something takes, in milliseconds. */
export async function once(ask: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await ask();
  return performance.now() - start;
}

/** The desk's context as one case sees it, and the statements it made. */
export function watched(desk: ScratchDesk): { ctx: ScratchDesk["ctx"]; statements: [string, unknown[]][] } {
  const statements: [string, unknown[]][] = [];
  const runner = {
    query: async <Row extends object>(text: string, values: unknown[] = []) => {
      statements.push([text, values]);
      return desk.ctx.db.questions.query<Row>(text, values);
    },
  };
  return { ctx: { ...desk.ctx, db: { ...desk.ctx.db, sql: runner, questions: runner } }, statements };
}

interface Plan {
  "Node Type": string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

/** How many rows the plans of a case's statements read: what their scans gave and what they threw away. */
export async function rowsRead(desk: ScratchDesk, { ask }: Case): Promise<number> {
  const { ctx, statements } = watched(desk);
  await ask(ctx);
  let rows = 0;
  for (const [text, values] of statements) {
    const [answer] = await desk.ctx.db.sql.query<{ "QUERY PLAN": { Plan: Plan }[] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
      values,
    );
    const plan = answer?.["QUERY PLAN"][0]?.Plan;
    if (plan) rows += scanned(plan);
  }
  return rows;
}

function scanned(plan: Plan): number {
  const own = plan["Node Type"].includes("Scan")
    ? (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"]
    : 0;
  return own + (plan.Plans ?? []).reduce((sum, part) => sum + scanned(part), 0);
}
