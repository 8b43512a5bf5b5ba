import type { JobState } from "#lib/vocabulary.ts";
import { adapterOf, type JobFact } from "#server/providers/index.ts";
import type { AnswerSite } from "./answer-site.ts";
import type { Forwarded } from "./exchange.ts";

/** Answers by which a vendor refuses to begin: no work was done, so there is no job. */
const refusals = new Set([401, 402, 403, 404, 405, 429]);

/**
 * What a call that does its work at once (`sync_job`) says of the job inside it: the job itself last, before it the jobs
 * it made on the way. Where the answer gives no state, the HTTP status does; where it gives no id, the call's own stands
 * in. Empty when the vendor never began, or the request asks for no job.
 */
export function factsOfSyncJob(site: AnswerSite, forwarded: Forwarded, payload: unknown): JobFact[] {
  const { match, route, request } = site;
  if (match?.operation.kind !== "sync_job" || request.product === null) return [];
  const status = forwarded.answer?.status ?? null;
  if (status !== null && refusals.has(status)) return [];
  if (forwarded.kind === "failed" && neverBegan.has(codeOf(forwarded.error))) return [];
  const told = status === null ? [] : adapterOf(route.provider).readJobs(match, payload, status);
  const own = told.at(-1);
  const state = own?.state ?? stateOf(forwarded);
  return [
    ...told.slice(0, -1),
    {
      product: request.product ?? match.operation.product,
      vocabulary: match.operation.vocabulary ?? "sync",
      vendorStatus: null,
      credits: null,
      pages: null,
      ...(own ?? {}),
      state,
      error: own?.error ?? (state === "failed" ? errorOf(site, forwarded, payload) : null),
      vendorJobId: own?.vendorJobId || `call-${site.callId}`,
      tier: own?.tier ?? request.tier,
      fileName: request.fileName ?? own?.fileName ?? null,
      fileId: own?.fileId ?? request.fileId,
    },
  ];
}

/** Transport codes that say the request never reached the vendor. */
const neverBegan = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

function codeOf(error: Error): string {
  return String((error as { code?: unknown }).code ?? error.name);
}

/** `lost` where no whole answer came: nobody can ask the vendor for it again. */
function stateOf({ complete, answer }: Forwarded): JobState {
  if (answer === null || !complete) return "lost";
  if (answer.status >= 400) return "failed";
  return answer.status === 206 ? "partial" : "succeeded";
}

function errorOf({ route, match }: AnswerSite, { answer }: Forwarded, body: unknown): JobFact["error"] {
  const { code, message } = adapterOf(route.provider).readError({
    surface: "http",
    method: match?.operation.method ?? null,
    path: route.path,
    status: answer?.status ?? null,
    headers: {},
    body: body ?? null,
    text: null,
  });
  return code === null && message === null ? null : { code, message };
}
