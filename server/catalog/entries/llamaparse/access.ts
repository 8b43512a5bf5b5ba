import type { CatalogEntry } from "#server/catalog/types.ts";
import { services } from "./documents.ts";
import { refusedEarly, row } from "./grounds.ts";

const access = {
  provider: "llamaparse",
  family: "auth",
  whoActs: "operator",
  retry: "after_change",
  ...refusedEarly,
  products: [],
  surfaces: ["http"],
  code: null,
} as const satisfies Partial<CatalogEntry>;

/** Keys, permission and regions: the topics of "Authentication & API Keys" and "Region & Base URL", and live answers. */
export const accessEntries: CatalogEntry[] = [
  {
    ...access,
    id: "llamaparse/invalid-api-key",
    title: "LlamaParse does not accept this API key",
    meaning:
      "The key is unknown at the address that was called: mistyped, revoked, or made in the other region. The answer is the same for all three.",
    whoActsDetail: "The operator: find out which of the three it is, then replace or move the key.",
    retryDetail: "After the key is replaced or sent to its own region.",
    status: 401,
    kind: "error",
    steps: [
      "Test the key in each region with `GET /api/v1/projects` (Docket: Keys > Test). If it works in the other region, the region is wrong; if in none, the key is dead.",
      "Region wrong: send NA keys to `https://api.cloud.llamaindex.ai` and EU keys to `https://api.cloud.eu.llamaindex.ai`.",
      "Key dead: make a new one in the console of the region you use and store it in Docket in place of the old one.",
      "Look at the ends of the stored key: it starts with `llx-`, and a copied space or quote breaks it.",
    ],
    signal: "Invalid API Key. Please check your region ...",
    sources: [
      {
        document: "llamaparse-observed",
        row: "Invalid API Key. Please check your region https://developers.llamaindex.ai/python/cloud/general/regions.",
      },
      { document: services(71), row: "Invalid authentication token" },
    ],
    caveat:
      "The sentence mentions the region even for keys that are plainly wrong, so it proves nothing about the region.",
  },
  {
    ...access,
    id: "llamaparse/not-authenticated",
    title: "The request carries no usable key",
    meaning:
      "LlamaParse found no Authorization header, or not of the form it reads. The key itself was never looked at.",
    whoActs: "caller",
    whoActsDetail: "The caller: send the header.",
    retryDetail: "After the header is sent as `Authorization: Bearer llx-…`.",
    status: 401,
    kind: "error",
    steps: [
      "Look at the request as it was sent: is there an `Authorization` header, and does it begin with `Bearer `?",
      "With an SDK, check that `LLAMA_CLOUD_API_KEY` is set in the environment of the process that runs.",
      "Through Docket the client sends its Docket token; Docket puts the vendor's key in. A proxy in between may strip the header.",
    ],
    signal: "Not authenticated",
    sources: [{ document: "llamaparse-observed", row: "Not authenticated" }],
  },
  {
    ...access,
    id: "llamaparse/always-401",
    title: "Every request is answered with 401",
    meaning: "Not one call gets through with this key. Either the key, the header or the region is wrong.",
    whoActsDetail: "The operator: check key, header and region, in that order.",
    retryDetail: "After the cause is found; repeated attempts change nothing.",
    status: 401,
    signal: null,
    kind: "symptom",
    steps: [
      "See in the console whether the key still exists.",
      "Check the header: `Authorization: Bearer llx-…`.",
      "In Python and TypeScript the key comes from `LLAMA_CLOUD_API_KEY`, or from `api_key` / `apiKey` in the constructor; print its first characters where the program runs.",
      "Test the key in both regions: NA and EU keys are not interchangeable.",
      "Check that the key belongs to the project the request names; keys are made per project.",
    ],
    sources: [row("401 Unauthorized on every request"), row("Authentication & API Keys")],
  },
  {
    ...access,
    id: "llamaparse/always-403",
    title: "A resource is refused with 403",
    meaning:
      "The key is good, but not for this resource: another project or organization, too small a role, or a disabled project.",
    family: "permission",
    whoActsDetail: "The operator: compare the projects, then ask the organization's admin.",
    retryDetail: "After key, role or project is changed.",
    status: 403,
    signal: null,
    kind: "symptom",
    steps: [
      "Find the resource's project and organization and compare them with the key's.",
      "Ask the organization's admin whether the role is sufficient and whether the project was disabled.",
      "In a BYOC deployment check OIDC: the token's audience, the scopes asked for, the certificates.",
    ],
    sources: [row("403 Forbidden when accessing a resource")],
  },
  {
    ...access,
    id: "llamaparse/wrong-base-url",
    title: "Calls go to the wrong region or address",
    meaning:
      "With the EU region or a deployment of your own, the client still talks to another address, or the address is not complete.",
    family: "region_mismatch",
    whoActs: "caller",
    whoActsDetail: "The caller: set the base URL.",
    retryDetail: "After the base URL fits the key.",
    surfaces: ["http", "client"],
    status: null,
    signal: null,
    kind: "symptom",
    steps: [
      "EU: set the base URL to `https://api.cloud.eu.llamaindex.ai`, with the scheme; the TypeScript SDK throws `Invalid URL` without it.",
      "BYOC: set it to the deployment's own address and check OIDC (audience, scopes, certificates).",
      "Use a key made in that same region; keys do not work across regions.",
      "Through Docket set the base URL to `…/gateway/llamaparse/eu`; Docket adds the region's key.",
    ],
    sources: [row("Getting errors when using the EU region or BYOC"), row("Region & Base URL")],
    caveat: "The vendor's page writes the address without `https://`; its TypeScript SDK needs it.",
  },
  {
    ...access,
    id: "llamaparse/cors-refused",
    title: "LlamaParse refuses calls from a browser",
    meaning: "The request came from a web page, and LlamaParse does not let foreign pages call it.",
    family: "permission",
    whoActs: "caller",
    whoActsDetail: "The caller: call from a server.",
    retryDetail: "From a server; from the page it is refused every time.",
    status: 400,
    kind: "error",
    steps: [
      "Move the call to your server and let the page talk to that.",
      "Treat the key as exposed if it was in the page: revoke it and make a new one.",
    ],
    signal: "Disallowed CORS origin",
    sources: [{ document: "llamaparse-observed", row: "Disallowed CORS origin" }],
  },
];
