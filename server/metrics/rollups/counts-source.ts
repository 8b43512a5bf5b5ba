import type { Scope } from "#lib/contracts/scope.ts";
import { SqlFilter } from "#server/platform/index.ts";
import { keptSince } from "./store.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const grains = [
  ["day", dayMs],
  ["hour", 60 * minuteMs],
  ["quarter", 15 * minuteMs],
  ["minute", minuteMs],
] as const;
type Grain = (typeof grains)[number][0];

/** What counts can be told apart by, beside provider and region. */
export type Dimension = "product" | "client" | "tier" | "family" | "entry";

type Level = readonly [name: string, dimensions: readonly Dimension[]];

/** The levels counts are kept at and what each tells apart, the smallest first; `docket_levels()` in the database is the same list. */
const levels: readonly Level[] = [
  ["total", []],
  ["tier", ["product", "tier"]],
  ["caller", ["product", "client"]],
  ["family", ["family"]],
  ["entry", ["family", "entry"]],
  ["product", ["product", "family"]],
  ["client", ["client", "family"]],
  ["place", ["product", "family", "entry"]],
  ["full", ["product", "client", "tier", "family", "entry"]],
];
/** The levels durations are kept at. */
const timeLevels: readonly Level[] = [
  ["family", []],
  ["client", ["client"]],
  ["place", ["product"]],
  ["full", ["product", "client"]],
];

/** What a question about counts needs to know to find its table. */
export interface CountsWindow {
  scope: Scope;
  from: Date;
  to: Date;
  /** The answer's bucket, in milliseconds: counts may be as coarse as this. */
  widthMs: number;
  now: Date;
  /** The answer is one sum over the window, told by no bucket: its whole days are read as days. */
  isSum?: boolean;
  /** Dimensions the question groups or filters by, beside provider, region and its scope's; product, family and entry unless said. */
  by?: readonly Dimension[];
}

/**
 * Where a question's counts come from. `sql` is a FROM clause with the alias `r` and the columns of `rollup`, or of
 * `rollup_time` for durations, from `r.bucket >= start` on; `filter` holds its conditions and values.
 */
export interface CountsSource {
  sql: string;
  filter: SqlFilter;
  /** The finest of its rows. */
  grain: Grain | "facts";
}

/** The counts a window's question is answered from: the coarsest grain that fits, or the facts where none is kept. */
export function countsSource(question: CountsWindow): CountsSource {
  const grain = grainFor(question);
  if (!grain)
    return { sql: factsSql, filter: conditions(question, new SqlFilter([question.from, question.to])), grain: "facts" };
  const filter = new SqlFilter().where("r.level = ?", countsLevel(question)[0]);
  return { sql: rowsOf("rollup", question, grain, filter), filter: conditions(question, filter), grain };
}

/** The same for a question that asks for nothing but `r.failures` where there are any: an index alone tells them. */
export function failuresSource(question: CountsWindow): CountsSource {
  const source = countsSource(question);
  source.filter.always("r.failures > 0");
  if (source.grain === "facts") return source;
  // The index leads with client and product: what a level does not tell apart is said to be nothing.
  const [, known] = countsLevel(question);
  for (const dimension of ["client", "product"] as const) {
    if (!known.includes(dimension)) source.filter.always(`r.${dimension} = ''`);
  }
  return source;
}

/** The same for durations: `kind` is `call`, `job`, `queued` or `running`. */
export function timesSource(question: CountsWindow, kind: string): CountsSource {
  const grain = grainFor(question);
  if (!grain) {
    const filter = new SqlFilter([question.from, question.to]).where("r.kind = ?", kind);
    return { sql: timesOfFactsSql, filter: conditions(question, filter), grain: "facts" };
  }
  const filter = new SqlFilter()
    .where("r.level = ?", levelFor(question, question.by ?? ["product"], timeLevels)[0])
    .where("r.kind = ?", kind);
  return { sql: rowsOf("rollup_time", question, grain, filter), filter: conditions(question, filter), grain };
}

/** The rows of a table at a grain; of a sum whole days as days, and only what is left before and after them finer. */
function rowsOf(table: string, { from, to, isSum }: CountsWindow, grain: Grain, filter: SqlFilter): string {
  const firstDay = Math.ceil(from.getTime() / dayMs) * dayMs;
  const afterDays = Math.floor(to.getTime() / dayMs) * dayMs;
  if (!isSum || grain === "day" || firstDay >= afterDays) {
    filter.where("r.grain = ?", grain);
    return `${table} r`;
  }
  const [first, after] = [filter.bind(new Date(firstDay)), filter.bind(new Date(afterDays))];
  return `(SELECT * FROM ${table} WHERE grain = 'day' AND bucket >= ${first} AND bucket < ${after}
    UNION ALL SELECT * FROM ${table} WHERE grain = '${grain}' AND bucket < ${first}
    UNION ALL SELECT * FROM ${table} WHERE grain = '${grain}' AND bucket >= ${after}) r`;
}

function grainFor({ from, widthMs, now }: CountsWindow): Grain | null {
  const { minutes, quarters } = keptSince(now);
  const since = { day: null, hour: null, quarter: quarters, minute: minutes } as const;
  const fitting = grains.find(([, ms]) => widthMs % ms === 0);
  if (!fitting) return null;
  const oldest = since[fitting[0]];
  return oldest && from < oldest ? null : fitting[0];
}

function countsLevel(question: CountsWindow): Level {
  return levelFor(question, question.by ?? ["product", "family", "entry"], levels);
}

/** The smallest level that tells apart what a question asks for; the last one tells apart everything. */
function levelFor({ scope }: CountsWindow, by: readonly Dimension[], known: readonly Level[]): Level {
  const needed = new Set(by);
  if (scope.client) needed.add("client");
  if (scope.product) needed.add("product");
  const tells = ([, dimensions]: Level) => [...needed].every((dimension) => dimensions.includes(dimension));
  return known.find(tells) ?? (known.at(-1) as Level);
}

function conditions({ scope, from, to }: CountsWindow, filter: SqlFilter): SqlFilter {
  return filter
    .where("r.bucket >= ?", from)
    .where("r.bucket < ?", to)
    .where("r.provider = ?", scope.provider)
    .where("r.region = ?", scope.region)
    .where("r.product = ?", scope.product)
    .where("r.client = ?", scope.client);
}

/** The facts of `$1` to `$2` in the form of `rollup`: for short stretches whose minutes are no longer kept. */
export const factsSql = `(
  SELECT docket_minute(started_at) AS bucket, provider, region, coalesce(product, '') AS product,
    coalesce(client_id::text, '') AS client, '' AS tier, '' AS family, '' AS entry, 1 AS calls,
    (failure_id IS NOT NULL)::int AS calls_failed, (outcome = 'refused')::int AS calls_refused, bytes_up, bytes_down,
    0 AS failures, 0 AS failures_of_calls, 0 AS jobs, 0 AS succeeded, 0 AS "partial", 0 AS failed, 0 AS cancelled, 0 AS lost,
    0::bigint AS pages, 0::numeric AS credits_reported, 0::numeric AS credits_estimated, 0 AS credits_unknown, 0::numeric AS credits_drift,
    0::numeric AS credits_foreseen, 0::numeric AS credits_paged, 0::bigint AS credit_pages
  FROM call WHERE started_at >= $1 AND started_at < $2
  UNION ALL
  SELECT docket_minute(at), provider, region, coalesce(product, ''), coalesce(client_id::text, ''), '', family, coalesce(entry_id, ''),
    0, 0, 0, 0, 0, 1, (surface <> 'job')::int, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM failure WHERE at >= $1 AND at < $2
  UNION ALL
  SELECT p.bucket, j.provider, j.region, j.product, coalesce(j.client_id::text, ''), coalesce(j.tier, ''), '', '', 0, 0, 0, 0, 0, 0, 0,
    p.jobs, p.succeeded, p."partial", p.failed, p.cancelled, p.lost, p.pages, 0, 0, 0, 0, 0, 0, 0
  FROM job j, LATERAL docket_job_points(j.created_at, j.ended_at, j.state, j.pages) p
  WHERE (j.created_at >= $1 AND j.created_at < $2) OR (j.ended_at >= $1 AND j.ended_at < $2)
  UNION ALL
  SELECT docket_minute(at), provider, region, product, coalesce(client_id::text, ''), coalesce(tier, ''), '', '', 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, CASE source WHEN 'reported' THEN credits ELSE 0 END, CASE source WHEN 'estimated' THEN credits ELSE 0 END,
    (source = 'unknown')::int, CASE source WHEN 'reported' THEN coalesce(credits - estimated, 0) ELSE 0 END,
    CASE WHEN source = 'reported' AND credits IS NOT NULL THEN coalesce(estimated, 0) ELSE 0 END,
    CASE WHEN source <> 'unknown' AND pages > 0 THEN coalesce(credits, 0) ELSE 0 END,
    CASE WHEN source <> 'unknown' AND credits IS NOT NULL THEN coalesce(pages, 0) ELSE 0 END
  FROM credit_entry WHERE at >= $1 AND at < $2) r`;

/** The same for durations. */
export const timesOfFactsSql = `(
  SELECT docket_minute(started_at) AS bucket, 'call' AS kind, provider, region, coalesce(product, '') AS product,
    coalesce(client_id::text, '') AS client, ARRAY[docket_slot(latency_ms)] AS slots, ARRAY[1] AS counts
  FROM call WHERE started_at >= $1 AND started_at < $2 AND outcome = 'answered' AND latency_ms IS NOT NULL
  UNION ALL
  SELECT p.bucket, p.kind, j.provider, j.region, j.product, coalesce(j.client_id::text, ''), ARRAY[p.slot], ARRAY[1]
  FROM job j, LATERAL docket_job_times(j.created_at, j.running_at, j.ended_at, j.state) p
  WHERE j.ended_at >= $1 AND j.ended_at < $2) r`;
