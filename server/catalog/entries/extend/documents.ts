import type { SourceDocument } from "#server/catalog/types.ts";

const checkedOn = "2026-11-20";
const docs = "https://docs.extend.ai";

/** The vendor's error page for parse: its rows, headings, codes and rules. */
export const parsePage = "extend-parse-error-handling";
/** The codes of every endpoint. */
export const apiPage = "extend-api-error-handling";
/** Failure reasons as the SDK's types list them. */
export const sdkTypes = "extend-sdk";

/** The material the Extend entries were written from. */
export const extendDocuments: readonly SourceDocument[] = [
  { id: parsePage, title: "Parsing: Error Handling", url: `${docs}/parsing/error-handling`, checkedOn },
  { id: apiPage, title: "API Reference: Error Handling", url: `${docs}/api-reference/error-handling`, checkedOn },
  {
    id: "extend-edit-error-handling",
    title: "Editing: Error Handling",
    url: `${docs}/editing/error-handling`,
    checkedOn,
  },
  { id: "extend-authentication", title: "Authentication", url: `${docs}/api-reference/authentication`, checkedOn },
  { id: "extend-api-versioning", title: "API Versioning", url: `${docs}/api-reference/api-versioning`, checkedOn },
  { id: "extend-rate-limits", title: "Rate Limits", url: `${docs}/general/rate-limits`, checkedOn },
  {
    id: "extend-credits",
    title: "How credits work",
    url: `${docs}/2025-04-21/product/general/how-credits-work`,
    checkedOn,
  },
  { id: "extend-passwords", title: "Password-Protected Files", url: `${docs}/password-protected-files`, checkedOn },
  { id: "extend-webhooks", title: "Webhooks: Best Practices", url: `${docs}/webhooks/best-practices`, checkedOn },
  {
    id: sdkTypes,
    title: "npm extend-ai 1.17.0: types, client, polling and webhook check",
    url: "https://www.npmjs.com/package/extend-ai",
    checkedOn,
  },
  {
    id: "extend-cli",
    title: "Extend's command line client",
    url: "https://github.com/extend-hq/extend-cli",
    checkedOn,
  },
  {
    id: "extend-agent-plugin",
    title: "Extend's agent plugin, skill extend-api",
    url: "https://github.com/extend-hq/agent-plugin",
    checkedOn,
  },
];
