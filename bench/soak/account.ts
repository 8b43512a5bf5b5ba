import type { Docket } from "../gateway/docket.ts";
import type { Received } from "./callers.ts";
import { followToTheEnd } from "./follow.ts";

/** Compares what callers received with what is on record, waits until every job has ended, and says whether all is well. */
export async function accountFor(docket: Docket, received: Received): Promise<boolean> {
  const recorded = await docket.recorded();
  const calls = new Set(await column(docket, "SELECT id AS v FROM call"));
  const missing = [...received.calls].filter((id) => !calls.has(id));
  const jobs = await column(docket, "SELECT vendor_job_id AS v FROM job");
  const known = new Set(jobs);
  const lost = [...received.jobs].filter((id) => !known.has(id));
  const [open = "0"] = await column(docket, "SELECT count(*) AS v FROM call_intent");
  const [twice = "0"] = await column(
    docket,
    "SELECT count(*) AS v FROM (SELECT dedupe_key FROM job_observation WHERE dedupe_key IS NOT NULL GROUP BY 1 HAVING count(*) > 1) d",
  );
  const outcomes = await docket.sql.query("SELECT outcome, count(*)::int AS n FROM call GROUP BY 1 ORDER BY 1");
  console.log(`  answers received  ${received.calls.size}, of them not on record ${missing.length}`);
  console.log(
    `  calls on record   ${recorded}: ${outcomes.rows.map(({ outcome, n }) => `${outcome} ${n}`).join(", ")}`,
  );
  console.log(
    `  jobs received     ${received.jobs.size}, of them unknown ${lost.length}; known ${jobs.length}, told twice ${twice}`,
  );
  console.log(
    `  other statuses    ${[...received.others].map(([status, n]) => `${status}: ${n}`).join(", ") || "none"}`,
  );
  console.log(`  broken            ${received.broken}; slowest answer ${Math.round(received.slowestMs)} ms`);
  const ended = await followToTheEnd(docket);
  console.log(`  jobs not ended    ${ended}; intents left ${open}`);
  return missing.length + lost.length + ended + Number(open) + Number(twice) === 0 && received.calls.size > 0;
}

async function column(docket: Docket, text: string): Promise<string[]> {
  return (await docket.sql.query<{ v: string }>(text)).rows.map(({ v }) => String(v));
}
