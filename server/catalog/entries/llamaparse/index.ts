import { accessEntries } from "./access.ts";
import { classifyEntries } from "./classify.ts";
import { extractEntries } from "./extract.ts";
import { parseDocumentEntries } from "./parse-documents.ts";
import { parseFailureEntries } from "./parse-failures.ts";
import { parseRequestEntries } from "./parse-requests.ts";
import { parseSymptomEntries } from "./parse-symptoms.ts";
import { quotaEntries } from "./quota.ts";
import { reconstructionEntries } from "./reconstruction.ts";
import { splitEntries } from "./split.ts";
import { statusEntries } from "./statuses.ts";
import { trafficAndWebhookEntries } from "./traffic-and-webhooks.ts";
import { uploadEntries } from "./upload.ts";

export { llamaparseDocuments } from "./documents.ts";

/** Every LlamaParse entry. */
export const llamaparseEntries = [
  ...accessEntries,
  ...quotaEntries,
  ...uploadEntries,
  ...parseRequestEntries,
  ...parseDocumentEntries,
  ...parseFailureEntries,
  ...reconstructionEntries,
  ...parseSymptomEntries,
  ...extractEntries,
  ...classifyEntries,
  ...splitEntries,
  ...trafficAndWebhookEntries,
  ...statusEntries,
];
