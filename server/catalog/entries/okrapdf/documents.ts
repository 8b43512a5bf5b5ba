import type { SourceDocument } from "#server/catalog/types.ts";

const checkedOn = "2026-11-20";

/** The vendor's error page: its codes, actions, tips and example. */
export const errorPage = "okrapdf-errors";
/** The older edition of the documentation. */
export const olderDocs = "okrapdf-older-docs";
/** The vendor's own server, its SDK's types and tests. */
export const vendorServer = "okrapdf-server";

/** The material the okraPDF entries were written from. */
export const okrapdfDocuments: readonly SourceDocument[] = [
  { id: errorPage, title: "Errors", url: "https://docs.okrapdf.com/api-reference/errors", checkedOn },
  {
    id: "okrapdf-rate-limits",
    title: "Rate limits",
    url: "https://docs.okrapdf.com/api-reference/rate-limits",
    checkedOn,
  },
  { id: "okrapdf-webhooks", title: "Webhooks", url: "https://docs.okrapdf.com/webhooks", checkedOn },
  { id: olderDocs, title: "Older documentation", url: "https://okrapdf.dev", checkedOn },
  {
    id: vendorServer,
    title: "The vendor's server and SDK: types, tests, error handling",
    url: "https://github.com/okrapdf/server",
    checkedOn,
  },
  {
    id: "openai-node",
    title: "npm openai 6.49.0, the documented client",
    url: "https://www.npmjs.com/package/openai",
    checkedOn,
  },
];
