import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { SqlRunner } from "#server/platform/index.ts";
import { documentsOf, type KnownDocument } from "./file-store.ts";
import type { Observation } from "./observation.ts";
import { type JobRow, readClientsOf } from "./store.ts";

/** What Docket knew already of the things a new job has to do with. */
export interface Origin {
  document: KnownDocument | null;
  /** Whose the run is that made this one. */
  parentClientId: string | null;
}

/** The origin of a job that nobody knows anything of. */
export const unknownOrigin: Origin = { document: null, parentClientId: null };

/** Looks up the origins of new jobs, one for each news; asks nothing where no news names a file or a parent. */
export async function originsOf(sql: SqlRunner, news: readonly Observation[]): Promise<Origin[]> {
  const fileOf = ({ fact }: Observation) => fact.fileId;
  const documents = await asked(news, fileOf, (places) => documentsOf(sql, places));
  const clients = await asked(news, orphanOf, (places) => readClientsOf(sql, places));
  return news.map((_, n) => ({ document: documents[n] ?? null, parentClientId: clients[n] ?? null }));
}

/** The run whose client a job's is to be; null where the job's own is known, or nobody made it. */
export function orphanOf({ clientId, fact }: Observation): string | null {
  return clientId ? null : (fact.parentVendorJobId ?? null);
}

/** Asks for those of `news` that name something, and puts each answer in its news' place. */
async function asked<Answer>(
  news: readonly Observation[],
  idOf: (news: Observation) => string | null,
  ask: (places: { provider: string; region: string; id: string }[]) => Promise<Answer[]>,
): Promise<(Answer | undefined)[]> {
  const places = news.flatMap((each, n) => {
    const id = idOf(each);
    return id ? [{ provider: each.provider, region: each.region, id, n }] : [];
  });
  const answers: (Answer | undefined)[] = [];
  if (places.length === 0) return answers;
  const found = await ask(places);
  for (const [index, { n }] of places.entries()) answers[n] = found[index];
  return answers;
}

/**
 * The row of a job heard of for the first time: queued, due soon, named after its file where we saw the upload. A run that
 * another made is its client's, whoever brought the news.
 */
export function firstRow(news: Observation, { document, parentClientId }: Origin): JobRow {
  const { fact, provider, region, at } = news;
  return {
    id: uuidv7(),
    provider,
    region,
    product: fact.product,
    vocabulary: fact.vocabulary,
    vendorJobId: fact.vendorJobId,
    parentVendorJobId: fact.parentVendorJobId ?? null,
    vendorScope: news.vendorScope,
    providerKeyId: news.providerKeyId,
    clientId: news.clientId ?? parentClientId,
    callId: news.creates ? news.callId : null,
    requestDigest: digestOf(news, document?.digest ?? null),
    state: "queued",
    vendorStatus: fact.vendorStatus,
    fileName: fact.fileName ?? document?.name ?? null,
    documentBytes: news.documentBytes ?? document?.bytes ?? null,
    fileId: fact.fileId,
    tier: fact.tier,
    pages: fact.pages,
    failedPages: null,
    credits: { source: "unknown", credits: null, breakdown: null, rule: null },
    errorCode: null,
    errorMessage: null,
    failureId: null,
    createdAt: news.startedAt ?? at,
    runningAt: news.startedAt ?? null,
    endedAt: null,
    lastSeenAt: at,
    nextPollAt: at,
    settleUntil: null,
    pollCount: 0,
    pollErrors: 0,
  };
}

/**
 * What tells a repeated submit: the request's bytes and, where it names a file by an id, the bytes that file was uploaded
 * with; a file uploaded again has another id and is the same document.
 */
function digestOf({ requestDigest, fact }: Observation, uploaded: string | null): string | null {
  if (!requestDigest || !fact.fileId) return requestDigest ?? null;
  return createHash("sha256")
    .update(`${requestDigest}\0${uploaded ?? fact.fileId}`)
    .digest("hex");
}
