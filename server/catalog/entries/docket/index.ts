import { guardRefusalEntries } from "./guard-refusals.ts";
import { networkEntries } from "./network.ts";
import { outcomeEntries } from "./outcomes.ts";
import { refusalEntries } from "./refusals.ts";

export { docketDocuments } from "./documents.ts";

/** Entries for failures that never reached a vendor, or that Docket found out by itself. */
export const docketEntries = [...networkEntries, ...outcomeEntries, ...refusalEntries, ...guardRefusalEntries];
