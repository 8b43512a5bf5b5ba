/** What a vendor answers. A stream is written piece by piece. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array | AsyncIterable<string | Uint8Array>;
}

/**
 * A fault of the connection instead of, or around, an answer:
 * `drop` closes before the first byte, `reset` in the middle of the body, `hang` never answers, `drip` answers slowly.
 */
export const transportFaults = ["drop", "reset", "hang", "drip"] as const;
export type TransportFault = (typeof transportFaults)[number];

export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

export function textReply(status: number, text: string, contentType = "text/plain; charset=utf-8"): Reply {
  return { status, headers: { "content-type": contentType }, body: text };
}

export function htmlReply(status: number, html: string): Reply {
  return textReply(status, html, "text/html; charset=utf-8");
}

/** An answer without a body, such as 204. */
export function emptyReply(status: number): Reply {
  return { status, headers: {}, body: "" };
}

/** Thrown by a handler to answer at once with a vendor's refusal. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}
