import { pollSoon, recordObservation, rememberFile } from "#server/jobs/index.ts";
import { type Context, redactBody } from "#server/platform/index.ts";
import { adapterOf, type JobFact, type OperationMatch, type RequestFacts } from "#server/providers/index.ts";
import type { Admitted } from "./admission.ts";
import type { AnswerHead } from "./forward.ts";
import type { HeadCapture } from "./head-capture.ts";
import type { Route } from "./route.ts";

/** What an answer told about a job. */
export interface Heard {
  jobId: string | null;
  vendorJobId: string | null;
}

/** Where and whose the answer is. */
export interface AnswerSite {
  callId: string;
  route: Route;
  match: OperationMatch | null;
  admitted: Admitted;
  request: RequestFacts;
  /** Takes the call's secrets out of a text. */
  hide: (text: string) => string;
}

const nothing: Heard = { jobId: null, vendorJobId: null };

/** Reads what an answer says of jobs and files and records it. Rejects when the database does not take it. */
export async function observeAnswer(
  ctx: Context,
  site: AnswerSite,
  answer: AnswerHead,
  capture: HeadCapture | null,
): Promise<Heard> {
  const { match, route } = site;
  if (!match) return nothing;
  const named = { jobId: null, vendorJobId: match.params.id && match.operation.vocabulary ? match.params.id : null };
  if (answer.status >= 400) return hint(ctx, site, answer, named);
  const text = textOf(site, answer, capture);
  const payload = text === null ? undefined : parseJson(text);
  if (text === null || payload === undefined) return hint(ctx, site, answer, named);
  const adapter = adapterOf(route.provider);
  const file = adapter.readFile(match, payload);
  if (file) {
    const { provider, region } = route;
    await rememberFile(ctx.db.sql, {
      provider,
      region,
      ...file,
      clientId: site.admitted.clientId,
      at: ctx.clock.now(),
    });
    return nothing;
  }
  let heard: Heard = nothing;
  for (const fact of adapter.readJobs(match, payload)) {
    const jobId = await recordFact(ctx, site, answer, fact, text);
    heard = { jobId, vendorJobId: fact.vendorJobId };
  }
  return match.operation.kind === "list_jobs" ? nothing : heard.vendorJobId ? heard : named;
}

/** The whole answer, unpacked and without secrets; null where it is too long or cannot be unpacked. */
function textOf(site: AnswerSite, answer: AnswerHead, capture: HeadCapture | null): string | null {
  if (!capture || capture.truncated) return null;
  const encoding = answer.headers["content-encoding"];
  const text = capture.text(typeof encoding === "string" ? encoding : undefined);
  return text === null ? null : site.hide(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer that could not be read, or refuses a job we follow: our own poll finds out soon. */
async function hint(ctx: Context, site: AnswerSite, answer: AnswerHead, named: Heard): Promise<Heard> {
  const followed = site.match?.operation.kind === "read_job" ? named.vendorJobId : null;
  if (followed && (answer.status < 300 || answer.status === 404)) {
    await pollSoon(ctx.db.sql, site.route.provider, site.route.region, followed, ctx.clock.now());
  }
  return named;
}

/** How much of a deciding answer the timeline keeps, in characters. */
const keptBodyLength = 8_192;

async function recordFact(
  ctx: Context,
  site: AnswerSite,
  answer: AnswerHead,
  fact: JobFact,
  text: string,
): Promise<string | null> {
  const { match, route, admitted, request } = site;
  const kind = match?.operation.kind;
  const creates = kind === "create_job";
  const recorded = await recordObservation(ctx, {
    provider: route.provider,
    region: route.region,
    fact: creates
      ? {
          ...fact,
          fileName: request.fileName ?? fact.fileName,
          tier: fact.tier ?? request.tier,
          fileId: fact.fileId ?? request.fileId,
        }
      : fact,
    source: "gateway",
    at: ctx.clock.now(),
    httpStatus: answer.status,
    callId: site.callId,
    creates,
    clientId: creates ? admitted.clientId : null,
    providerKeyId: admitted.target.id,
    vendorScope: scopeOf(site),
    dedupeKey: null,
    detail: {
      operation: match?.operation.name,
      method: match?.operation.method,
      path: site.hide(route.path),
      ...(fact.error ? { body: redactBody(text).slice(0, keptBodyLength) } : {}),
    },
    adopt: creates || kind === "read_job",
  });
  return recorded?.jobId ?? null;
}

/** The part of a create's or read's query that polls must repeat to find the job. */
function scopeOf({ route }: AnswerSite): string | null {
  const query = new URLSearchParams(route.query);
  const kept = new URLSearchParams();
  for (const name of adapterOf(route.provider).scopeParameters) {
    const value = query.get(name);
    if (value) kept.set(name, value);
  }
  return kept.size > 0 ? kept.toString() : null;
}
