import { extractionEntries } from "./extraction.ts";
import { jobEntries } from "./jobs.ts";
import { requestEntries } from "./requests.ts";
import { statusEntries } from "./statuses.ts";

export { okrapdfDocuments } from "./documents.ts";

/** Every okraPDF entry. */
export const okrapdfEntries = [...requestEntries, ...extractionEntries, ...jobEntries, ...statusEntries];
