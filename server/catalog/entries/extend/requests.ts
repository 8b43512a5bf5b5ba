import type { CatalogEntry } from "#server/catalog/types.ts";
import { apiRow, failedRun, refusedEarly, row } from "./grounds.ts";

const badRequest = {
  provider: "extend",
  family: "invalid_request",
  whoActs: "caller",
  retry: "after_change",
  ...refusedEarly,
  products: [],
  surfaces: ["http"],
  status: 400,
  code: "INVALID_REQUEST",
  signal: null,
  kind: "error",
} as const satisfies Partial<CatalogEntry>;

const twoStatuses = "The error pages give INVALID_REQUEST the status 400, the help of the vendor's CLI says 422.";

/** Requests that Extend does not accept as they are. */
export const requestEntries: CatalogEntry[] = [
  {
    ...badRequest,
    id: "extend/required-field-missing",
    title: "A required field of the request is missing",
    meaning: "The body lacks something the endpoint cannot do without, most often the file.",
    whoActsDetail: "The caller: add the field.",
    retryDetail: "With the field.",
    steps: [
      "Look at the end of the message: what stands behind `Path:` is the place of the missing field.",
      "Send `file` with one of `url`, `id` or (for extract and classify) `text`; runs of an extractor or workflow name that too.",
      "Check the content type: every endpoint takes JSON except the upload, which takes multipart with a field `file`.",
    ],
    signal: "...; Path: file",
    sources: [row("Required fields are missing (e.g., file)")],
    caveat: twoStatuses,
  },
  {
    ...badRequest,
    id: "extend/file-url-missing",
    title: "The file object names no address",
    meaning: "The request has a `file` and Extend finds neither an address nor an id of an uploaded file in it.",
    whoActsDetail: "The caller: put the address into the file object.",
    retryDetail: "With an address or an id.",
    steps: [
      'Send `file: {"url": "https://…"}`; for an uploaded file `file: {"id": "file_…"}`.',
      "Code written for the older API says `fileUrl` and `fileId`: rename both.",
      "Check that the variable behind the address was not empty.",
    ],
    signal: "...; Path: file.url",
    sources: [row("url is not provided in the file object")],
    caveat: twoStatuses,
  },
  {
    ...badRequest,
    id: "extend/schema-rejected",
    title: "The extraction schema is not one Extend accepts",
    meaning:
      "Extend takes a part of JSON Schema only. The message names the rule and, behind `Path:`, the place; primitive types have to allow null.",
    family: "invalid_schema",
    whoActsDetail: "The caller: change the schema at the place the message names.",
    retryDetail: "With the changed schema.",
    products: ["extract", "account", "workflow"],
    steps: [
      "Go to the path at the end of the message and change that property.",
      'Write primitives as `["string", "null"]`, not `"string"`.',
      "Open the address in `docUrl` of the answer: it leads to the rule that was broken.",
      "Test the schema with one document before rolling it out.",
    ],
    signal: 'Non-nullable primitive type "..." is not allowed. Use ["...", "null"] instead of "...".; Path: ...',
    sources: [
      apiRow(
        'Non-nullable primitive type "string" is not allowed. Use ["string", "null"] instead of "string".; Path: schema.properties.name',
      ),
    ],
    caveat: twoStatuses,
  },
  {
    ...badRequest,
    id: "extend/invalid-request",
    title: "Extend finds the request invalid",
    meaning: "Body or parameters do not fit what the endpoint expects. The message says what, and often where.",
    whoActsDetail: "The caller: correct what the message names.",
    retryDetail: "After the correction.",
    steps: [
      "Read the message to its end; `Path:` gives the place in the body.",
      "Compare with the SDK's types of the same API version; names changed between 2025-04-21 and 2026-02-09.",
      "Mind the limits: metadata up to 10 KB, batches of 1 to 1,000 inputs, ids up to 255 characters.",
      "Follow `docUrl` where the answer has one.",
    ],
    sources: [apiRow("INVALID_REQUEST")],
    caveat: twoStatuses,
  },
  {
    ...badRequest,
    id: "extend/invalid-config-options",
    title: "The parse configuration holds values that do not work",
    meaning: "An option has an unknown value, or options are combined that exclude each other.",
    whoActsDetail: "The caller: correct the configuration.",
    retryDetail: "With a valid configuration.",
    ...failedRun,
    products: ["parse", "extract", "classify", "split", "workflow"],
    surfaces: ["http", "job", "webhook"],
    code: "INVALID_CONFIG_OPTIONS",
    steps: [
      "Check `target` (markdown or spatial), `chunkingStrategy.type` (page, document or section) and `engine`.",
      "Take options out until it passes: section chunking, for one, needs the markdown target.",
      "Remember that a pinned `engineVersion` may not know newer options.",
    ],
    sources: [
      row("INVALID_CONFIG_OPTIONS"),
      row("The config contains invalid values (e.g., unsupported target format or chunking strategy)"),
    ],
    caveat: "A request with this mistake is refused at once; as the reason of a run it shows only later.",
  },
  {
    ...badRequest,
    id: "extend/unable-to-download-file",
    title: "Extend could not fetch the file from its address",
    meaning: "The address is malformed, has expired, or does not give the file to a stranger.",
    family: "invalid_request",
    whoActsDetail: "The caller: give an address that anyone can fetch right now.",
    retryDetail: "With a fresh address; the expired one stays expired.",
    ...failedRun,
    surfaces: ["http", "job", "webhook"],
    code: "UNABLE_TO_DOWNLOAD_FILE",
    steps: [
      "Fetch the address yourself from outside your network, without cookies.",
      "Make a new presigned address with a longer life: a queued run may fetch the file minutes later.",
      "Check the encoding of the address; signatures break when `&` or `+` is changed on the way.",
      "Or upload the file (`POST /files/upload`) and send its id instead.",
    ],
    sources: [row("UNABLE_TO_DOWNLOAD_FILE"), row("The provided url is invalid")],
  },
];
