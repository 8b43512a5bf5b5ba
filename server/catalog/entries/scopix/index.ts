import { accessEntries } from "./access.ts";
import { processingEntries } from "./processing.ts";
import { quotaEntries } from "./quota.ts";
import { statusEntries } from "./statuses.ts";

export { scopixDocuments } from "./documents.ts";

/** Every Scopix entry. */
export const scopixEntries = [...accessEntries, ...quotaEntries, ...processingEntries, ...statusEntries];
