import type { Scope } from "#lib/contracts/scope.ts";
import { creditConsumption, creditMonth, creditSummary, listLostCredits } from "#server/credits/index.ts";
import { listCalls } from "#server/gateway/index.ts";
import { listFailures, listJobs } from "#server/jobs/index.ts";
import {
  comparePeriods,
  countStuckJobs,
  creditTrend,
  documentShapes,
  errorTrend,
  failureTrend,
  getOverview,
  latencyTrend,
  listEntryChanges,
  listFailureGroups,
} from "#server/metrics/index.ts";
import type { Context } from "#server/platform/index.ts";

/** One thing that is asked and measured. */
export interface Case {
  name: string;
  ask(ctx: Context): Promise<unknown>;
}

/** What the built data knows: values that exist, to filter by. */
export interface Known {
  provider: NonNullable<Scope["provider"]>;
  region: NonNullable<Scope["region"]>;
  product: string;
  /** The busiest and the quietest client. */
  clients: [string, string];
  entry: string;
  jobId: string;
  vendorJobId: string;
  requestId: string;
  fileName: string;
}

/** Every question of a chart, for windows and scopes. `raw` ones are also asked of the raw rows. */
export function questions(known: Known): (Case & { raw: boolean })[] {
  const place: Scope = { provider: known.provider, region: known.region };
  const scopes: [string, Scope][] = [
    ["all", {}],
    ["a place", place],
    ["a client", { client: known.clients[0] }],
    ["a product", { product: known.product }],
  ];
  const windows: [string, Scope, boolean][] = [
    ["24h", { range: "24h" }, false],
    ["7d", { range: "7d" }, false],
    ["30d", { range: "30d" }, true],
    ["90d", ninetyDays, true],
  ];
  return windows.flatMap(([length, window, long]) => [
    ...scopes.flatMap(([whose, scope]) =>
      trends({ ...window, ...scope }).map(({ name, ask }) => ({
        name: `${name}, ${length}, ${whose}`,
        ask,
        raw: long && whose === "all",
      })),
    ),
    {
      name: `month and forecast, ${length}`,
      ask: (ctx: Context) => creditMonth(ctx, { provider: known.provider, client: known.clients[0] }),
      raw: false,
    },
    { name: `overview, ${length}`, ask: (ctx: Context) => getOverview(ctx, window), raw: false },
  ]);
}

const ninetyDays: Scope = { from: "2026-08-22T12:00:00.000Z", to: "2026-11-20T12:00:00.000Z" };

function trends(scope: Scope): Case[] {
  return [
    { name: "failures by cause", ask: (ctx) => errorTrend(ctx, scope) },
    { name: "credits", ask: (ctx) => creditTrend(ctx, scope) },
    { name: "credits by client", ask: (ctx) => creditSummary(ctx, { ...scope, by: "client" }) },
    { name: "paid but lost", ask: (ctx) => listLostCredits(ctx, scope) },
    { name: "credits over time, by tier", ask: (ctx) => creditConsumption(ctx, { ...scope, by: "tier" }) },
    ...(["family", "entry", "place", "product", "client"] as const).map((by) => ({
      name: `failure rate by ${by}`,
      ask: (ctx: Context) => failureTrend(ctx, { ...scope, by }),
    })),
    ...(["call", "job", "queued", "running"] as const).map((kind) => ({
      name: `latency of ${kind}`,
      ask: (ctx: Context) => latencyTrend(ctx, { ...scope, kind }),
    })),
    ...(["place", "client", "entry"] as const).map((by) => ({
      name: `comparison by ${by}`,
      ask: (ctx: Context) => comparePeriods(ctx, { ...scope, by }),
    })),
    ...(["type", "pages", "size", "tier"] as const).map((by) => ({
      name: `document shapes by ${by}`,
      ask: (ctx: Context) => documentShapes(ctx, { ...scope, by }),
    })),
    { name: "new and regressed entries", ask: (ctx) => listEntryChanges(ctx, scope) },
    { name: "failure groups", ask: (ctx) => listFailureGroups(ctx, scope) },
    { name: "stuck jobs", ask: (ctx) => countStuckJobs(ctx, scope) },
  ];
}

/** Every list with every combination of its filters, over a day, a month and everything. */
export function lists(known: Known): Case[] {
  const windows: [string, Scope][] = [
    ["24h", { range: "24h" }],
    ["30d", { range: "30d" }],
    ["90d", ninetyDays],
  ];
  const scopes = combinations<Scope>({
    provider: { provider: known.provider },
    region: { region: known.region },
    product: { product: known.product },
    "busy client": { client: known.clients[0] },
    "quiet client": { client: known.clients[1] },
  });
  return windows.flatMap(([length, window]) => [
    ...scopes.flatMap(([whose, scope]) => [
      ...jobFilters(known).map(([name, filter]) => ({
        name: `jobs, ${length}, ${whose}${name}`,
        ask: (ctx: Context) => listJobs(ctx, { ...window, ...scope, ...filter }),
      })),
      ...callFilters(known).map(([name, filter]) => ({
        name: `calls, ${length}, ${whose}${name}`,
        ask: (ctx: Context) => listCalls(ctx, { ...window, ...scope, ...filter }),
      })),
      ...failureFilters(known).map(([name, filter]) => ({
        name: `failures, ${length}, ${whose}${name}`,
        ask: (ctx: Context) => listFailures(ctx, { ...window, ...scope, ...filter }),
      })),
    ]),
  ]);
}

type Filters<T extends (ctx: Context, input: never) => unknown> = [string, Parameters<T>[1]][];

function jobFilters(known: Known): Filters<typeof listJobs> {
  return [
    ["", {}],
    [", failed", { state: "failed" }],
    [", lost", { state: "lost" }],
    [", running or queued", { state: ["queued", "running"] }],
    [", stuck", { stuck: "true" }],
    [", of an entry", { entry: known.entry }],
    [", by vendor job id", { q: known.vendorJobId }],
    [", by request id", { q: known.requestId }],
    [", by start of file name", { q: known.fileName.slice(0, 9) }],
    [", by part of file name", { q: known.fileName.slice(3) }],
    [", by a name nothing has", { q: "no-such-document" }],
  ];
}

function callFilters(known: Known): Filters<typeof listCalls> {
  return [
    ["", {}],
    [", status 429", { status: 429 }],
    [", status 418", { status: 418 }],
    [", client gone", { outcome: "client_gone" }],
    [", of a job", { job: known.jobId }],
    [", by request id", { q: known.requestId }],
    [", by file name", { q: known.fileName }],
  ];
}

function failureFilters(known: Known): Filters<typeof listFailures> {
  return [
    ["", {}],
    [", of an entry", { entry: known.entry }],
    [", rate limits", { family: "rate_limit" }],
    [", of jobs", { surface: "job" }],
    [", unclassified", { match: "none" }],
    [", by request id", { q: known.requestId }],
    [", by words nothing has", { q: "no such words" }],
  ];
}

/** Every set of the given filters, none included. */
function combinations<T extends object>(parts: Record<string, T>): [string, T][] {
  const all: [string, T][] = [["", {} as T]];
  for (const [name, part] of Object.entries(parts)) {
    all.push(...all.map(([others, set]): [string, T] => [`${others} ${name}`.trim(), { ...set, ...part }]));
  }
  return all;
}
