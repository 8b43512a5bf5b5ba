import type { CatalogEntry } from "#server/catalog/types.ts";

const refusal = {
  provider: "docket",
  billed: "no",
  billedDetail: "Docket refused it; the vendor never saw the request.",
  products: [],
  surfaces: ["http"],
  status: null,
  signal: null,
  kind: "error",
} as const satisfies Partial<CatalogEntry>;

function row(code: string): Pick<CatalogEntry, "code" | "sources"> {
  return { code, sources: [{ document: "docket-gateway", row: code }] };
}

/** Docket holding a call back to keep limits, or to spare a place where nothing works. */
export const guardRefusalEntries: CatalogEntry[] = [
  {
    ...refusal,
    ...row("bad_retry_header"),
    id: "docket/bad-retry-header",
    title: "The x-docket-retry header says neither none nor safe",
    meaning:
      "A caller may choose whether Docket repeats what is safe to repeat, and this call asked for something else.",
    family: "invalid_request",
    whoActs: "caller",
    whoActsDetail: "The caller: correct the header or leave it out.",
    retry: "after_change",
    retryDetail: "After the header is corrected.",
    steps: [
      "Leave the header out, or send `safe`: reads are repeated, and nothing that may have created work.",
      "Send `none` where the application repeats by itself.",
    ],
  },
  {
    ...refusal,
    ...row("client_rate_limit"),
    id: "docket/client-rate-limit",
    title: "This client has sent its requests of the minute",
    meaning: "An admin set how many requests a minute this client may send, and so many were sent in the last minute.",
    family: "rate_limit",
    whoActs: "caller",
    whoActsDetail: "The caller: slow down. The operator, if the limit is too low.",
    retry: "yes",
    retryDetail: "After the seconds the Retry-After header names.",
    steps: [
      "Wait as long as Retry-After says; the vendors' SDKs do so by themselves.",
      "Look for a loop that polls too often: Docket follows jobs itself, so an application may ask less often.",
      "If the work is real, raise the client's requests a minute under Clients.",
    ],
  },
  {
    ...refusal,
    ...row("client_concurrency"),
    id: "docket/client-concurrency",
    title: "This client has too many calls under way",
    meaning: "The client has as many calls under way as it may, and none ended while this one waited for its turn.",
    family: "rate_limit",
    whoActs: "caller",
    whoActsDetail: "The caller: send fewer at once. The operator, if the limit is too low.",
    retry: "yes",
    retryDetail: "After the seconds the Retry-After header names.",
    steps: [
      "Send fewer documents at the same time, or use the asynchronous endpoints, whose calls end at once.",
      "Look under Jobs whether the vendor is slow: calls that wait for it keep their places.",
      "If so many are meant, raise the client's concurrent calls under Clients.",
    ],
  },
  {
    ...refusal,
    ...row("client_credits_spent"),
    id: "docket/client-credits-spent",
    title: "This client has used its credits of the day",
    meaning:
      "An admin set how many credits a day this client may use, and its jobs of today (UTC) have cost as many. Reading results still works.",
    family: "quota",
    whoActs: "operator",
    whoActsDetail: "The operator: raise the client's credits, or let it wait for the next day.",
    retry: "after_change",
    retryDetail: "After the limit is raised, or when the next day begins in UTC.",
    steps: [
      "Look under Credits what the client spent today, and on what.",
      "If the work is wanted, raise the client's credits a day under Clients.",
      "If it is not, find the application that sends it.",
    ],
  },
  {
    ...refusal,
    ...row("vendor_limit"),
    id: "docket/vendor-limit",
    title: "The vendor's limit for this key is used up",
    meaning:
      "The vendor takes only so many of these calls from one key, by its own documentation or as its last 429 showed. The call waited for its turn and found none.",
    family: "rate_limit",
    whoActs: "wait",
    whoActsDetail: "Nobody at first; the operator, if it lasts.",
    retry: "yes",
    retryDetail: "After the seconds the Retry-After header names.",
    steps: [
      "Wait as long as Retry-After says; the vendors' SDKs do so by themselves.",
      "Look which client sends most of these calls, and give it requests a minute of its own under Clients.",
      "If the work is here to stay, ask the vendor for a larger plan, or add a key of another account.",
    ],
  },
  {
    ...refusal,
    ...row("target_busy"),
    id: "docket/target-busy",
    title: "Too many calls are under way to this vendor",
    meaning:
      "Docket has as many calls under way to this address as it may, and none ended while this one waited for its turn. Usually the vendor has become slow.",
    family: "unavailable",
    whoActs: "wait",
    whoActsDetail: "Nobody at first; the operator, if it lasts.",
    retry: "yes",
    retryDetail: "After the seconds the Retry-After header names, with a random shift.",
    steps: [
      "Repeat the call after a short pause.",
      "Look on the Overview whether the place is slower than usual; then it is the vendor that keeps the calls open.",
      "Look which client has most calls under way, and bound it under Clients.",
    ],
  },
  {
    ...refusal,
    ...row("circuit_open"),
    id: "docket/circuit-open",
    title: "Docket has stopped calling this place for a moment",
    meaning:
      "Several calls in a row broke or met the vendor's own errors, and none got through between them. Docket refuses at once what would only fail, and tries one call now and then.",
    family: "unavailable",
    whoActs: "wait",
    whoActsDetail: "Nobody at first; the operator, if it lasts: it is the vendor or the way to it.",
    retry: "yes",
    retryDetail: "After the seconds the Retry-After header names.",
    steps: [
      "Look on the Overview since when the place fails, and at its newest failures for the cause.",
      "Check the vendor's status page, and that the machine Docket runs on reaches the address.",
      "Do nothing else: the first call that works lets all others pass again.",
    ],
  },
];
