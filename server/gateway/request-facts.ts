import type { ProviderId } from "#lib/vocabulary.ts";
import { adapterOf, type OperationMatch, type RequestFacts } from "#server/providers/index.ts";
import type { HeadCapture } from "./head-capture.ts";
import { readMultipartHead } from "./multipart-head.ts";

/** What a request tells that nobody looked into. */
export const noFacts: RequestFacts = { fileName: null, tier: null, fileId: null, documentBytes: null };

/** What the watched head of a request tells: file name, tier, the file it works on. Never throws. */
export function requestFacts(
  provider: ProviderId,
  match: OperationMatch | null,
  capture: HeadCapture | null,
  contentType: string | undefined,
): RequestFacts {
  if (!match || !capture || !contentType) return noFacts;
  if (/^multipart\/form-data/i.test(contentType)) {
    const head = readMultipartHead(capture.bytes, contentType);
    const fields = adapterOf(provider).readRequest(match, head.fields);
    const documentBytes = head.fileName === null ? null : capture.total;
    return { ...noFacts, ...fields, fileName: head.fileName ?? fields.fileName ?? null, documentBytes };
  }
  const payload = parseJson(capture);
  return {
    ...noFacts,
    ...(payload === null ? {} : adapterOf(provider).readRequest(match, payload)),
  };
}

function parseJson(capture: HeadCapture): unknown {
  if (capture.truncated) return null;
  try {
    return JSON.parse(capture.bytes.toString("utf8"));
  } catch {
    return null;
  }
}
