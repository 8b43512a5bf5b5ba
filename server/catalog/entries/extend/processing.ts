import type { CatalogEntry } from "#server/catalog/types.ts";
import { apiRow, failedRun, row } from "./grounds.ts";

const vendorFault = {
  provider: "extend",
  family: "vendor_fault",
  whoActs: "wait",
  retry: "yes",
  ...failedRun,
  products: [],
  surfaces: ["http", "job", "webhook"],
  status: 500,
  signal: null,
  kind: "error",
} as const satisfies Partial<CatalogEntry>;

/** Faults on the vendor's side that are worth another attempt. */
export const processingEntries: CatalogEntry[] = [
  {
    ...vendorFault,
    id: "extend/ocr-error",
    title: "Extend's text recognition failed",
    meaning:
      "The recognition service did not answer well. It is rare and a sign of trouble at the vendor, not in the file.",
    whoActsDetail: "Nobody: it passes; the caller repeats with growing pauses.",
    retryDetail: "Unchanged, with exponential backoff; a run as a new run.",
    products: ["parse", "extract", "classify", "split", "workflow"],
    code: "OCR_ERROR",
    steps: [
      "Submit the document again after a pause, and longer ones after that.",
      "See in Overview whether other jobs in this region fail too, and on Extend's status page whether it is known.",
      "If only this document fails, over hours, send the vendor its run id and request id.",
    ],
    sources: [row("OCR_ERROR"), row("An OCR error occurs")],
  },
  {
    ...vendorFault,
    id: "extend/chunking-error",
    title: "Extend could not cut the document into chunks",
    meaning: "The document was read and broke in the step that divides it.",
    whoActsDetail: "The caller: repeat it, then ask for other chunks.",
    retryDetail: "Unchanged with backoff; if it fails a second time, only with another chunking.",
    products: ["parse", "extract", "classify", "split", "workflow"],
    code: "CHUNKING_ERROR",
    steps: [
      "Submit the document once more after a pause.",
      "If it fails again, chunk by page, or change `minCharacters` and `maxCharacters`.",
      "Send the vendor the run id and the configuration if no chunking works.",
    ],
    sources: [row("CHUNKING_ERROR"), row("A chunking error occurs")],
    caveat:
      "Worth repeating as a 5xx by the rule of the error page; that page does not name this code among the retryable ones, and as the reason of a run nothing says.",
  },
  {
    ...vendorFault,
    id: "extend/internal-error",
    title: "Something broke inside Extend",
    meaning: "An unexpected fault at the vendor. The request and the document are not known to be wrong.",
    whoActsDetail: "Nobody: it passes; the caller repeats with growing pauses.",
    retryDetail: "Unchanged, with exponential backoff; a run as a new run.",
    code: "INTERNAL_ERROR",
    steps: [
      "Before sending a create again, list the latest runs: the SDK repeats creates by itself and may have made several.",
      "Repeat with exponential backoff and jitter.",
      "Keep the request id; after several failures send it to the vendor with the time.",
    ],
    sources: [row("INTERNAL_ERROR"), row("Any other unexpected error occurs during parsing"), apiRow("INTERNAL_ERROR")],
    caveat: "The SDK repeats a 5xx twice by itself, POST included, which can create the same run more than once.",
  },
];
