import type { ServerResponse } from "node:http";
import type { Clock } from "../time/clock.ts";
import type { Reply, TransportFault } from "./reply.ts";

/** A hanging answer is dropped after this long, so that no connection lives for ever. */
const hangLimitMs = 10 * 60_000;
const dripPieces = 20;
const dripPauseMs = 250;

/** Writes `reply`, or breaks it as `fault` says. */
export async function writeReply(
  response: ServerResponse,
  reply: Reply,
  fault: TransportFault | null,
  clock: Clock,
): Promise<void> {
  if (fault === "drop") return void response.socket?.destroy();
  if (fault === "hang") return hang(response, clock);
  const body = await collect(reply.body, fault);
  response.writeHead(reply.status, { ...reply.headers, ...lengthHeader(reply, body) });
  if (fault === "reset") return breakOff(response, body as Uint8Array, clock);
  if (fault === "drip") return drip(response, body as Uint8Array, clock);
  if (body instanceof Uint8Array) return void response.end(body);
  for await (const piece of body) response.write(piece);
  response.end();
}

async function collect(body: Reply["body"], fault: TransportFault | null): Promise<Exclude<Reply["body"], string>> {
  if (typeof body === "string") return Buffer.from(body);
  if (body instanceof Uint8Array || fault === null) return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

function lengthHeader(reply: Reply, body: Exclude<Reply["body"], string>): Record<string, number> {
  if (!(body instanceof Uint8Array) || reply.status === 204) return {};
  return { "content-length": body.length };
}

/** Announces the whole length, sends half, and cuts the connection. */
function breakOff(response: ServerResponse, body: Uint8Array, clock: Clock): void {
  response.write(body.subarray(0, Math.floor(body.length / 2)));
  const cancel = clock.after(50, () => response.socket?.destroy());
  response.once("close", cancel);
}

function hang(response: ServerResponse, clock: Clock): void {
  const cancel = clock.after(hangLimitMs, () => response.socket?.destroy());
  response.once("close", cancel);
}

async function drip(response: ServerResponse, body: Uint8Array, clock: Clock): Promise<void> {
  const size = Math.max(1, Math.ceil(body.length / dripPieces));
  for (let start = 0; start < body.length && !response.destroyed; start += size) {
    response.write(body.subarray(start, start + size));
    await clock.sleep(dripPauseMs);
  }
  response.end();
}
