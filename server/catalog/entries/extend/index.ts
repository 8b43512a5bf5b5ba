import { accessEntries } from "./access.ts";
import { editingEntries } from "./editing.ts";
import { extractionEntries } from "./extraction.ts";
import { fileEntries } from "./files.ts";
import { processingEntries } from "./processing.ts";
import { quotaEntries } from "./quota.ts";
import { requestEntries } from "./requests.ts";
import { runEntries } from "./runs.ts";
import { statusEntries } from "./statuses.ts";
import { webhookEntries } from "./webhooks.ts";
import { workflowEntries } from "./workflows.ts";

export { extendDocuments } from "./documents.ts";

/** Every Extend entry. */
export const extendEntries = [
  ...requestEntries,
  ...fileEntries,
  ...processingEntries,
  ...accessEntries,
  ...quotaEntries,
  ...extractionEntries,
  ...editingEntries,
  ...workflowEntries,
  ...runEntries,
  ...webhookEntries,
  ...statusEntries,
];
