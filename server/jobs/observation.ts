import type { JobState, ObservationSource, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { redactText } from "#server/platform/index.ts";
import type { JobFact } from "#server/providers/index.ts";
import type { FailureRow } from "./failure-store.ts";
import { maxNameLength } from "./file-store.ts";

const maxWordLength = 100;
const maxIdLength = 2_000;
const maxMessageLength = 4_000;
const maxPages = 2 ** 31 - 1;
/** As many credits as the columns hold. */
const maxCredits = 1e11;

/** News about one job. */
export interface Observation {
  provider: ProviderId;
  region: RegionId;
  fact: JobFact;
  source: ObservationSource;
  at: Date;
  httpStatus: number | null;
  /** The call through the gateway that brought the news; null for polls, webhooks and operators. */
  callId: string | null;
  /** Whether that call made the job. */
  creates?: boolean;
  /** Digest of the bytes that made the job, but for the id of its file; null or left out where nobody saw them whole. */
  requestDigest?: string | null;
  /** The client whose call made the job; null when nobody of ours is known to have. */
  clientId: string | null;
  providerKeyId: string | null;
  vendorScope: string | null;
  /** When the work began, where the news tells of its beginning and its end at once (a job inside one call). */
  startedAt?: Date;
  /** The failure the caller has classified already, from the exchange itself; kept if the job ends badly by this news. */
  failure?: FailureRow | null;
  /** Size of the upload that brought the job's document, in bytes. */
  documentBytes?: number | null;
  /** Names the news itself (a webhook's event id); the same key is heard once. */
  dedupeKey: string | null;
  /** What else there is to say on the timeline; redacted by the caller. */
  detail: Record<string, unknown>;
  /** Whether a job nobody knows yet is taken up (a create, a read) or passed over (a list). */
  adopt: boolean;
}

/** What an observation did. */
export interface Recorded {
  jobId: string;
  state: JobState;
  changed: boolean;
  isNew: boolean;
  failureId: string | null;
}

/**
 * The same news with vendors' texts at the length a row and its indexes hold, and without what looks like a secret; figures
 * that can be no count of pages and no bill are as good as not said.
 */
export function bounded(heard: Observation): Observation {
  const { fact } = heard;
  const { error } = fact;
  return {
    ...heard,
    fact: {
      ...fact,
      vendorStatus: fact.vendorStatus?.slice(0, maxWordLength) ?? null,
      fileName: fact.fileName?.slice(0, maxNameLength) ?? null,
      fileId: fact.fileId?.slice(0, maxIdLength) ?? null,
      parentVendorJobId: fact.parentVendorJobId?.slice(0, maxIdLength) ?? null,
      tier: fact.tier?.slice(0, maxWordLength) ?? null,
      pages: isCount(fact.pages) ? fact.pages : null,
      failedPages: isCount(fact.failedPages) ? fact.failedPages : null,
      credits: fact.credits && isBill(fact.credits) ? fact.credits : null,
      error: error && {
        code: error.code?.slice(0, maxWordLength) ?? null,
        message: error.message ? redactText(error.message).slice(0, maxMessageLength) : null,
      },
    },
  };
}

function isCount(pages: number | null | undefined): boolean {
  return typeof pages === "number" && Number.isInteger(pages) && pages >= 0 && pages <= maxPages;
}

function isBill({ credits, shared }: NonNullable<JobFact["credits"]>): boolean {
  return [credits ?? 0, shared?.credits ?? 0].every((figure) => figure >= 0 && figure < maxCredits);
}
