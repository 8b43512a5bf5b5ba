import type { JsonSchema } from "../content/fill-schema.ts";
import { type Exchange, type Route, route } from "../http/exchange.ts";
import { jsonReply, Refusal, type Reply } from "../http/reply.ts";
import { provokeCreate, provokeRead } from "../provoke/provoked.ts";
import {
  failingPoll,
  findJob,
  type JobView,
  makeJob,
  recentJobs,
  type StandIn,
  tokensOf,
} from "../stand-in/stand-in.ts";
import { keyOf } from "./admit.ts";
import { type ExtractInput, extractInput, parseInput, readInput } from "./read-input.ts";
import { errorReply, refuse } from "./replies.ts";
import { extraction, parseV1, parseV2 } from "./results.ts";
import { kinds, type LandingKind } from "./route-names.ts";

/** Making, listing and reading jobs. Neither API has a way to cancel or delete one. */
export function jobRoutes(state: StandIn): Route[] {
  return kinds.flatMap((kind) => [
    route("POST", kind.path, (exchange) => create(state, kind, exchange)),
    route("GET", kind.path, (exchange) => list(state, kind, exchange)),
    route("GET", `${kind.path}/{id}`, (exchange) => read(state, kind, exchange)),
  ]);
}

async function create(state: StandIn, kind: LandingKind, exchange: Exchange): Promise<Reply> {
  const input = await readInput(state, exchange);
  if (keyOf(exchange)?.includes("zdr") && !input.fields.output_save_url) {
    refuse(exchange.route, 400, "output_save_url must be present if zeroDataRetention is enabled");
  }
  const asked: { documentName: string; model: string } & Partial<ExtractInput> =
    kind.product === "parse" ? parseInput(exchange, input) : extractInput(exchange, input);
  const directives = provokeCreate(state, exchange, asked.documentName, input.fields);
  const note = {
    model: asked.model,
    ...(asked.schema ? { schema: asked.schema, chars: asked.inputChars } : {}),
    ...(input.fields.service_tier ? { tier: input.fields.service_tier } : {}),
  };
  const view = makeJob(state, kind, { documentName: asked.documentName, directives, note });
  const made = kind.api === "v1" ? { job_id: view.id } : { job_id: view.id, status: "pending", created_at: iso(view) };
  return jsonReply(202, made);
}

const words = { queued: "pending", throttled: "pending", running: "processing", partial: "completed" } as const;

function statusOf({ moment }: JobView): string {
  const { phase } = moment;
  return phase in words ? words[phase as keyof typeof words] : phase === "succeeded" ? "completed" : phase;
}

const iso = ({ record }: JobView) => new Date(record.createdAt).toISOString();

function read(state: StandIn, kind: LandingKind, exchange: Exchange): Reply {
  const id = exchange.params.id ?? "";
  const view = findJob(state, kind, id);
  if (view === null) throw new Refusal(errorReply(exchange.route, 404, `Job ${id} not found`));
  provokeRead(state, exchange, tokensOf(view.record));
  const failing = failingPoll(state, view);
  if (failing !== null) return errorReply(exchange.route, failing, "Server error while retrieving the job.");
  const result = statusOf(view) === "completed" ? resultOf(kind, view) : null;
  const body = kind.api === "v1" ? jobV1(view, result?.body ?? null) : jobV2(view, result?.body ?? null);
  // Reads of the second API's extract jobs are always 200: what is missing stands inside.
  const partial = result?.isPartial === true && !(kind.api === "v2" && kind.product === "extract");
  return jsonReply(partial ? 206 : 200, body);
}

interface Result {
  isPartial: boolean;
  body: { metadata: object };
}

function resultOf(kind: LandingKind, view: JobView): Result {
  const { model, schema, chars, tier } = view.record.note as Record<string, unknown>;
  const name = String(model ?? "");
  if (kind.product === "extract") {
    return extraction(view, (schema as JsonSchema | undefined) ?? {}, name, kind.api, Number(chars ?? 4_000));
  }
  const isPartial = view.plan.badPages.length > 0;
  if (kind.api === "v1") return { isPartial, body: parseV1(view, name) };
  return { isPartial, body: parseV2(view, name, tier === "priority" ? "priority" : "standard") };
}

/** A job of the first API repeats its result's metadata at its own top level. */
function jobV1(view: JobView, data: Result["body"] | null) {
  const seconds = Math.floor(view.record.createdAt / 1_000);
  return {
    job_id: view.id,
    status: statusOf(view),
    received_at: seconds,
    created_at: seconds,
    progress: view.ended ? 1 : 0,
    data,
    output_url: null,
    metadata: data?.metadata ?? null,
    failure_reason: view.failure?.jobMessage ?? null,
    org_id: "org_sandbox",
    version: view.record.note.model ?? null,
  };
}

function jobV2(view: JobView, result: Result["body"] | null) {
  const { failure } = view;
  const message = failure?.jobMessage ?? null;
  return {
    job_id: view.id,
    status: statusOf(view),
    created_at: iso(view),
    completed_at: view.ended ? new Date(view.moment.endedAt).toISOString() : null,
    progress: view.ended ? 1 : 0.5,
    result,
    output_url: null,
    metadata: null,
    error: failure && message ? { code: failure.code ?? "internal_error", message } : null,
  };
}

function list(state: StandIn, kind: LandingKind, exchange: Exchange): Reply {
  const { query } = exchange;
  const size = Number(query.get("pageSize") ?? query.get("page_size") ?? 10);
  const page = Number(query.get("page") ?? 0);
  if (!(size >= 1 && size <= 100) || !(page >= 0)) refuse(exchange.route, 422, "Input validation failed.");
  const wanted = query.get("status");
  const found = recentJobs(state, kind).filter((view) => wanted === null || statusOf(view) === wanted);
  const jobs = found.slice(page * size, (page + 1) * size).map((view) => ({
    job_id: view.id,
    status: statusOf(view),
    ...(kind.api === "v1"
      ? {
          received_at: Math.floor(view.record.createdAt / 1_000),
          created_at: Math.floor(view.record.createdAt / 1_000),
        }
      : { created_at: iso(view), completed_at: view.ended ? new Date(view.moment.endedAt).toISOString() : null }),
    progress: view.ended ? 1 : 0,
    failure_reason: view.failure?.jobMessage ?? null,
  }));
  const more = found.length > (page + 1) * size;
  return jsonReply(200, {
    jobs,
    has_more: more,
    ...(kind.api === "v1" ? { org_id: "org_sandbox" } : { page, page_size: size }),
  });
}
