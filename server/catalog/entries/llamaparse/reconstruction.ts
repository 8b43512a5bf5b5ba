import type { CatalogEntry } from "#server/catalog/types.ts";
import { services } from "./documents.ts";
import { failedJob } from "./grounds.ts";

/** What users report of the agent modes and no page of the vendor's describes. */
export const reconstructionEntries: CatalogEntry[] = [
  {
    provider: "llamaparse",
    id: "llamaparse/reconstruction-error",
    title: "LlamaParse could not put the document together again",
    meaning:
      "The pages were read, and the step that builds the document from them broke. Users meet it in the agent modes; the vendor has not described it.",
    family: "vendor_fault",
    whoActs: "vendor",
    whoActsDetail: "The vendor must explain; meanwhile the caller can parse in another mode.",
    retry: "after_change",
    retryDetail: "With another parsing mode or tier. That repeating alone helps is documented nowhere.",
    ...failedJob,
    products: ["parse"],
    surfaces: ["job", "webhook"],
    status: null,
    kind: "error",
    steps: [
      "Submit the document with a mode that works page by page, or with the cost-effective tier.",
      "Parse page ranges separately to find the page that breaks it.",
      "Send the vendor the job id, the mode and that page.",
    ],
    code: "RECONSTRUCTION_ERROR",
    signal: "Something went wrong while parsing the document.",
    sources: [
      { document: services(833), row: "Something went wrong while parsing the document." },
      { document: services(916), row: "RECONSTRUCTION_ERROR" },
    ],
    caveat: "Named in users' reports only; whether a retry of the same kind helps is not known.",
  },
];
