import type { CatalogEntry } from "#server/catalog/types.ts";
import { troubleshooting } from "./documents.ts";

type Ground = Pick<CatalogEntry, "billed" | "billedDetail">;

/** The request was turned away before a job existed. */
export const refusedEarly: Ground = {
  billed: "no",
  billedDetail: "Turned away before a job existed, so nothing was processed.",
};

/** A read was refused; it starts no work of its own. */
export const refusedRead: Ground = {
  billed: "no",
  billedDetail: "A refused read starts no work; what the job itself cost is a separate question.",
};

/**
 * The job existed and failed. Ground: a maintainer's "only charged on successful jobs" in run-llama/llama_cloud_services
 * issue 563 (2025-01-07), against users' reports in issues 489, 857 and 1121; the vendor's pages say nothing.
 */
export const failedJob: Ground = {
  billed: "unknown",
  billedDetail:
    "A maintainer wrote in January 2025 that failed jobs are free (issue 563); users report charges. Read the job's usage.",
};

/** A server error: whether work had begun is not visible from outside. */
export const serverFault: Ground = {
  billed: "unknown",
  billedDetail: "The answer does not tell whether a job was begun before it broke. Look for one before you send again.",
};

/** What the reasons of failed parse jobs have in common. */
export const parseFailure = {
  provider: "llamaparse",
  whoActs: "caller",
  retry: "after_change",
  ...failedJob,
  products: ["parse"],
  surfaces: ["job", "webhook"],
  status: null,
  kind: "error",
} as const satisfies Partial<CatalogEntry>;

/** A row of the vendor's error page. */
export function row(text: string): { document: string; row: string } {
  return { document: troubleshooting, row: text };
}
