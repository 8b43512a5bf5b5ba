import type { SourceDocument } from "#server/catalog/types.ts";

const checkedOn = "2026-11-20";
const docs = "https://docs.landing.ai";

/** The vendor's page about failed extractions: statuses, messages, warnings, and when credits are consumed. */
export const extractPage = "landingai-extract-troubleshoot";
/** The same for parsing with the first API. */
export const parsePage = "landingai-parse-troubleshoot";
/** The vendor's own catalog of errors of both APIs. */
export const skillPage = "landingai-skills-troubleshooting";
/** Specification and types of the second API. */
export const v2Spec = "landingai-v2-spec";
/** The retired library and its endpoint. */
export const legacyLibrary = "landingai-agentic-doc";

/** The material the LandingAI entries were written from. */
export const landingaiDocuments: readonly SourceDocument[] = [
  { id: extractPage, title: "Troubleshoot Extraction", url: `${docs}/ade/ade-extract-troubleshoot`, checkedOn },
  { id: parsePage, title: "Troubleshoot Parsing", url: `${docs}/ade/ade-parse-troubleshoot`, checkedOn },
  {
    id: skillPage,
    title: "ADE document processing skills: troubleshooting reference",
    url: "https://github.com/landing-ai/ade-document-processing-skills",
    checkedOn,
  },
  {
    id: v2Spec,
    title: "ADE API v2: specification and npm landingai-ade 2.13.1",
    url: "https://github.com/landing-ai/ade-typescript",
    checkedOn,
  },
  { id: "landingai-cli", title: "ADE command line client", url: "https://github.com/landing-ai/ade-cli", checkedOn },
  {
    id: legacyLibrary,
    title: "agentic-doc, the retired library",
    url: "https://github.com/landing-ai/agentic-doc",
    checkedOn,
  },
];
