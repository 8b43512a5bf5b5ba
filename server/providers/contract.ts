import type { JobState, ProviderId, RegionId, Surface } from "#lib/vocabulary.ts";
import type { BillableJob, CreditFact, ResultRetention } from "./credit-contract.ts";
import type { Fact, LimitFact } from "./limit-fact.ts";

export type { Certainty, Fact, LimitFact } from "./limit-fact.ts";
export type { BillableJob, CreditFact, ResultRetention };

/** A place a provider can be reached. */
export interface RegionFact {
  id: RegionId;
  label: string;
  /** Origin without a path; null where the key carries its own base URL (`byoc`) or the process supplies it (`sandbox`). */
  baseUrl: string | null;
  /** A key may carry another address than `baseUrl`: the vendor publishes one, and it has changed before. */
  editableBaseUrl?: true;
  /**
   * Paths the vendor serves from another host of the same region, by their leading segments; the longest prefix counts.
   * Applied by `vendorBase`, and only where the region's own `baseUrl` is used.
   */
  hosts?: readonly { pathPrefix: string; baseUrl: string }[];
  source: string;
}

/** What a call does to jobs. A `sync_job` lives inside its one call: the answer is its end. */
export type OperationKind =
  | "create_job"
  | "sync_job"
  | "read_job"
  | "list_jobs"
  | "cancel_job"
  | "delete_job"
  | "upload"
  | "read"
  | "other";

/** One vendor endpoint that Docket knows by name. */
export interface OperationFact {
  /** Stable name, e.g. `parse.create`. */
  name: string;
  product: string;
  kind: OperationKind;
  method: string;
  /** Path template below the base URL, `{id}` marks the job or file id. */
  path: string;
  /** Which status vocabulary its jobs speak; a key of the adapter's status maps. */
  vocabulary?: string;
  /**
   * Field of the JSON body that names the request: the vendor answers another one of the same name with the first one's
   * job. Left out where a repeated request may make, and bill, a second job.
   */
  idempotencyField?: string;
  /** Milliseconds after which the vendor itself gives a call up; left out where that is not known. */
  timeoutMs?: number;
}

/** A call recognised: the operation and the ids found in its path. */
export interface OperationMatch {
  operation: OperationFact;
  params: Record<string, string>;
}

/** A vendor's refusal or failure, read out of whatever shape it came in. Nothing here is guessed. */
export interface VendorError {
  code: string | null;
  /** The vendor's own sentence, untruncated; null when the body carries none. */
  message: string | null;
  /** Correlation or request id, wherever it hid. */
  requestId: string | null;
  /** Which body shape it was, e.g. `detail-string`, `detail-array`, `job`, `plain-text`, `html`, `empty`. */
  shape: string;
  /** The vendor's word for the job's state, verbatim, when the payload speaks of a job; null when it does not. */
  jobStatus: string | null;
  /** The product the payload itself names (`object: "edit_run"`); left out where payloads name none. */
  product?: string | null;
}

/** One thing learned about a job from one vendor payload. */
export interface JobFact {
  product: string;
  vendorJobId: string;
  /** Names the status vocabulary, and so the endpoint family, the job lives in. */
  vocabulary: string;
  /** The vendor's word, verbatim; null where a payload mentions the job without a status. */
  vendorStatus: string | null;
  /** Ours; an unknown vendor word maps to `running`. */
  state: JobState | null;
  error: { code: string | null; message: string | null } | null;
  credits: CreditFact | null;
  pages: number | null;
  tier: string | null;
  fileName: string | null;
  /** Vendor file id the job works on. */
  fileId: string | null;
  /** The batch or workflow run that made this job. */
  parentVendorJobId?: string | null;
  /** Pages that are missing from a result that was delivered and paid for; left out or null where none is named. */
  failedPages?: number | null;
}

/** What the gateway saw of a request, bounded. */
export interface RequestFacts {
  fileName: string | null;
  tier: string | null;
  fileId: string | null;
  /** Size of the upload that carries the document, in bytes; null where the request only names it. */
  documentBytes: number | null;
  /** What is asked for, where one endpoint serves several products; null = this request makes no job. */
  product?: string | null;
}

/** A vendor request Docket makes on its own behalf. */
export interface VendorRequest {
  method: "GET" | "POST" | "DELETE";
  /** Path and query below the base URL. */
  path: string;
  /** Headers the vendor asks for beside the key, e.g. the API version; lower-case names. */
  headers?: Readonly<Record<string, string>>;
}

/** The error material a classification starts from; every field may be missing. */
export interface ErrorInput {
  surface: Surface | null;
  method: string | null;
  path: string | null;
  status: number | null;
  headers: Record<string, string>;
  /** Body as received: parsed JSON or raw text. */
  body: unknown;
  text: string | null;
}

/**
 * A rule that leads from an error to a catalog entry. A rule applies only when every field it states holds; a field
 * the material does not reveal (a pasted sentence has no status) rules nothing out. Rules that state a shape are
 * tried first, then codes, then sentences, then job states, and a bare HTTP status last; within each, the rule that
 * states more comes first, so the order of the list carries no meaning.
 */
export interface FailureRule {
  /** Stable name shown as the reason, e.g. `http-402:no-quota-left`. */
  name: string;
  entry: string;
  surfaces?: readonly Surface[];
  /** HTTP statuses; compared on the `http` surface only (a job's failure arrives with a 200). */
  status?: readonly number[];
  /** The vendor's code, exact. */
  code?: string;
  /**
   * The vendor's sentence, verbatim; `...` or `{name}` where it varies. The whole sentence has to match, whatever
   * its case, spacing or final full stop; what stands in the gaps becomes evidence.
   */
  message?: string;
  /** Body shapes, as `readError` names them. */
  shape?: readonly string[];
  /** The vendor's words for a job's state. */
  jobStatus?: readonly string[];
  /** Products the call or job must belong to. When that is not known, rules for the same code without this go first. */
  products?: readonly string[];
  /** `false` where other services use the same code or sentence, so that it cannot tell whose it is. */
  identifies?: false;
}

/** A webhook as it came in. */
export interface WebhookMessage {
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** The body's bytes, untouched. */
  body: Buffer;
  /** When it came. */
  at: Date;
}

/** Why a webhook's proof does not hold. */
export type WebhookFault =
  | "signature_missing"
  | "signature_malformed"
  | "signature_wrong"
  | "timestamp_missing"
  | "timestamp_malformed"
  | "too_old"
  | "from_the_future";

/** What a webhook tells. */
export interface WebhookNews {
  /** The vendor's id of the event; null where it sends none. */
  eventId: string | null;
  eventType: string | null;
  /** The job it speaks of; null for events about anything else. */
  vendorJobId: string | null;
  /** The state it tells of, in our words; null where it tells none. */
  says: JobState | null;
  /** A fact about the job, where the payload is whole enough to be one. */
  fact: JobFact | null;
  /** Whether the job has to be asked about: the payload lacks its reason, its bill, or its proof. */
  needsPoll: boolean;
  /** The signed link that came in the payload's place, query and all: it grants access and is never kept, logged or shown. */
  link?: string;
}

/** How a vendor sends the address of a payload in the payload's place. */
export interface PayloadLinks {
  /** Where this is documented, and what is known of the hosts, with the date. */
  source: string;
  /** What the message would have told had it carried the payload itself. Never throws. */
  read(message: WebhookMessage, payload: Record<string, unknown>): WebhookNews | null;
}

/** How a vendor's webhooks are proven and read. */
export interface WebhookScheme {
  /** `false` = nothing proves who sent it: a hint that asks for a poll, never a fact. */
  signed: boolean;
  /** Where this is documented, with the date. */
  source: string;
  /** What is wrong with its proof under one secret; null when it holds. Constant time in the secret. */
  fault(message: WebhookMessage, secret: string): WebhookFault | null;
  /** What it tells; null when its body is not one of the vendor's. Never throws. */
  read(message: WebhookMessage): WebhookNews | null;
  /** How it sends links in place of payloads; left out = it sends none. */
  links?: PayloadLinks;
}

/** A sign in pasted material that points to a vendor. */
export interface Fingerprint {
  /** What was recognised, in words that complete "recognised by …". */
  name: string;
  /** Linear-time pattern. */
  pattern: RegExp;
  product?: string;
  /** 10 = proof on its own (a host, a class name); below 3 = only tips the scales. */
  weight: number;
}

/** What Diagnose needs to know about one vendor. */
export type FailureKnowledge = Pick<
  ProviderAdapter,
  "id" | "readError" | "failureRules" | "fingerprints" | "operations" | "calledThroughModelClients"
>;

/** Everything Docket knows about one vendor. One folder under `vendors/` implements it. */
export interface ProviderAdapter {
  id: ProviderId;
  /** Model providers' own clients are its clients too, and print its errors under their class names. */
  calledThroughModelClients?: true;
  regions: readonly RegionFact[];
  /** Start of a real key, to recognise one and to warn about a wrong one; null = unknown. */
  keyPrefix: string | null;
  /** Request header that carries the key, and the word before it. */
  auth: { header: string; scheme: "Bearer" | "Basic" | null };
  /** Query parameters of a create call that its polls must repeat to find the job again. */
  scopeParameters: readonly string[];
  /** Request headers of a create call that its polls must repeat in the same way (lower case). */
  scopeHeaders?: readonly string[];
  /** Extra request headers never passed on (lower case). */
  dropRequestHeaders: readonly string[];
  /** Request headers that carry secrets of the caller's besides the key: passed on, never kept (lower case). */
  secretRequestHeaders?: readonly string[];
  operations: readonly OperationFact[];
  statusMaps: Readonly<Record<string, Readonly<Record<string, JobState>>>>;
  limits: readonly LimitFact[];
  /**
   * The window of its widest limit in milliseconds, where its 429 answers tell nobody when to come again: Docket then says
   * so in its stead. Left out where the vendor sends `Retry-After`, or where no window is documented.
   */
  unsaidRetryWindow?: Fact<number>;
  /**
   * Reads every job a JSON payload speaks of; `status` is the answer's HTTP status where it says more than the body
   * (206). A sync job whose answer carries no id has an empty `vendorJobId`. Never throws; unknown shapes give none.
   */
  readJobs(match: OperationMatch, payload: unknown, status?: number): JobFact[];
  /** Reads an uploaded file's id and name from an upload's answer. */
  readFile(match: OperationMatch, payload: unknown): { fileId: string; name: string } | null;
  /** Facts about a create or upload from its (bounded) JSON body or multipart head. */
  readRequest(match: OperationMatch, payload: unknown): Partial<RequestFacts>;
  /** The request that asks the vendor how a job is; `scope` holds what the creating call was scoped by, as a query string. */
  pollRequest(job: { vocabulary: string; vendorJobId: string; scope: string | null }): VendorRequest | null;
  /** Whether that request's path is an assumption: then a 404 says nothing about the job. */
  pollIsAssumed?(job: { vocabulary: string }): boolean;
  /** The request that cancels a job; null where the vendor has none. */
  cancelRequest(job: { vocabulary: string; vendorJobId: string; scope: string | null }): VendorRequest | null;
  /** The vendor's cheapest authenticated call. */
  preflight: VendorRequest;
  /** Credits by the vendor's published rule, for a job whose usage is not reported. */
  estimateCredits(job: BillableJob): CreditFact;
  /** Kinds of jobs that only hold others (a batch): the vendor bills those, never the holder. Left out = none. */
  billedByParts?: readonly string[];
  /** How long results can be fetched, where the vendor says so; left out where it does not. */
  resultRetention?: ResultRetention;
  /** Whether credits may still arrive after the end (billing that settles later). */
  creditsSettleLater(job: { vocabulary: string }): boolean;
  /** How its webhooks are proven and read; null = the vendor sends none, or nothing about them is documented. */
  webhook: WebhookScheme | null;
  readError(input: ErrorInput): VendorError;
  failureRules: readonly FailureRule[];
  /** Signs in pasted material that point to this vendor, for Diagnose. */
  fingerprints: readonly Fingerprint[];
}
