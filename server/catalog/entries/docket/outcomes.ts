import type { CatalogEntry } from "#server/catalog/types.ts";

const outcome = {
  provider: "docket",
  products: [],
  status: null,
  signal: null,
  kind: "error",
} as const satisfies Partial<CatalogEntry>;

/** What Docket itself finds out about a call or a job. */
export const outcomeEntries: CatalogEntry[] = [
  {
    ...outcome,
    id: "docket/caller-went-away",
    title: "The caller hung up before the answer was complete",
    meaning:
      "The application closed its connection to Docket. Docket passed that on, so the vendor's answer was not read to its end.",
    family: "network",
    whoActs: "caller",
    whoActsDetail: "The caller: wait longer, or read the job instead.",
    retry: "after_change",
    retryDetail: "After the client's time limit is raised; a submission only after checking that no job was made.",
    billed: "unknown",
    billedDetail: "The vendor may have begun a job before the connection closed.",
    surfaces: ["client"],
    steps: [
      "Look at the call's duration: a round number such as 30 or 60 seconds is the client's own time limit.",
      "Raise that limit, or use the vendor's asynchronous endpoint and poll.",
      "For a submission, look in Jobs for one made at that time.",
    ],
    code: "client_gone",
    sources: [{ document: "docket-gateway", row: "client_gone" }],
  },
  {
    ...outcome,
    id: "docket/interrupted",
    title: "Docket stopped while this call was on its way",
    meaning:
      "The call was sent and Docket ended, by a crash or a forced stop, before it saw the answer. What became of it is not known.",
    family: "network",
    whoActs: "operator",
    whoActsDetail: "The operator: look at the vendor for what the call made.",
    retry: "after_change",
    retryDetail: "Reads at once. Submissions only after checking that no job was made.",
    billed: "unknown",
    billedDetail: "The vendor may have received the request and begun a job.",
    surfaces: ["client"],
    steps: [
      "For a submission, list the vendor's latest jobs and look for one made at that time.",
      "Tell the application which calls were cut: filter Calls by the outcome interrupted.",
      "Look in Docket's log for why it stopped; a stop by SIGTERM lets calls end first.",
    ],
    code: "interrupted",
    sources: [{ document: "docket-gateway", row: "interrupted" }],
  },
  {
    ...outcome,
    id: "docket/job-lost",
    title: "The vendor no longer knows the job",
    meaning:
      "Docket saw the job being made, and the vendor now answers that it does not exist: deleted, expired, or lost on their side.",
    family: "not_found",
    whoActs: "operator",
    whoActsDetail: "The operator: find out whether it was deleted; if not, ask the vendor.",
    retry: "yes",
    retryDetail: "As a new job from the source file, if the result is still needed.",
    billed: "unknown",
    billedDetail: "Credits may have been used and the result is out of reach: note the job for a claim.",
    surfaces: ["job"],
    steps: [
      "Look at the job's timeline: was it deleted through Docket, or was it older than the vendor keeps jobs?",
      "Check that it is read with a key of the project that made it; another project's key sees nothing.",
      "If neither explains it, send the vendor the job id and the time of its creation.",
      "Submit the document again if the result is needed.",
    ],
    code: "job_lost",
    sources: [{ document: "docket-gateway", row: "job_lost" }],
  },
];
