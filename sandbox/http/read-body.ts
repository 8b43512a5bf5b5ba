import type { IncomingMessage } from "node:http";

/** More than this is not read as JSON. */
const jsonLimitBytes = 20 * 1024 * 1024;

export type BodyText = { read: "whole"; text: string } | { read: "too-large" };

/** The whole body as text, up to a limit meant for JSON. */
export async function readBodyText(request: IncomingMessage, limitBytes = jsonLimitBytes): Promise<BodyText> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) return { read: "too-large" };
    chunks.push(chunk);
  }
  return { read: "whole", text: Buffer.concat(chunks).toString("utf8") };
}
