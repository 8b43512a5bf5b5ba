import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import type { CallerResponse } from "../caller.ts";
import { leavesAtEndOfTurn, sendAtEndOfTurn } from "../end-of-turn.ts";
import type { PlainHead } from "./plain-request.ts";

/** What Node, too, refuses to send in a head. */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/;

/** What leaves in one piece with what stands around it, in bytes; copying more costs more than another piece. */
const mostCopied = 16 * 1024;

/** How long an idle connection is kept, as callers are told, in seconds. */
export const keptAliveS = 72;
const keptAliveLines = `Connection: keep-alive\r\nKeep-Alive: timeout=${keptAliveS}\r\n`;

/**
 * The answer to a plain request, written to its connection. It frames the body as RFC 9112, 6, has it: none, of the length
 * the head states, or in chunks. Emits `drain`, and `close` once it is over.
 */
export class PlainResponse extends EventEmitter implements CallerResponse {
  readonly #socket: Socket;
  readonly #isHead: boolean;
  readonly #onSent: (mayGoOn: boolean) => void;
  /** Until it leaves, with the first bytes of the body or without. */
  #head = "";
  #hasBody = true;
  #isChunked = false;
  #mayGoOn: boolean;
  #trailers = "";
  #isEnded = false;
  headersSent = false;
  destroyed = false;
  closed = false;
  writableFinished = false;
  writableNeedDrain = false;

  /** @param onSent is called once all of it is on its way, with whether the connection may serve on. */
  constructor(socket: Socket, { method, fields }: PlainHead, onSent: (mayGoOn: boolean) => void) {
    super();
    this.#socket = socket;
    this.#isHead = method === "HEAD";
    this.#mayGoOn = !fields.isLast;
    this.#onSent = onSent;
  }

  get writable(): boolean {
    return !this.#isEnded && !this.destroyed;
  }

  /** Throws where a head was written before, or holds what cannot be sent. */
  writeHead(status: number, message: string, headers: string[]): void {
    if (this.headersSent) throw new Error("This answer has its head already.");
    let text = headLine(`HTTP/1.1 ${status} ${message}`);
    let date = dateLine();
    let kept = this.#mayGoOn ? keptAliveLines : "Connection: close\r\n";
    let hasLength = false;
    for (let at = 0; at < headers.length; at += 2) {
      const name = headers[at] ?? "";
      const value = headers[at + 1] ?? "";
      text += headLine(`${name}: ${value}`);
      const lower = name.toLowerCase();
      if (lower === "date") date = "";
      else if (lower === "content-length") hasLength = true;
      else if (lower === "connection") {
        kept = "";
        this.#mayGoOn &&= value.toLowerCase() !== "close";
      }
    }
    this.#hasBody = !this.#isHead && status !== 204 && status !== 304;
    this.#isChunked = this.#hasBody && !hasLength;
    this.#head = `${text}${date}${kept}${this.#isChunked ? "Transfer-Encoding: chunked\r\n" : ""}\r\n`;
    this.headersSent = true;
  }

  flushHeaders(): void {
    if (this.#head) this.#send("", null, "");
  }

  addTrailers(trailers: [string, string][]): void {
    for (const [name, value] of trailers) this.#trailers += headLine(`${name}: ${value}`);
  }

  /** Returns false where the caller takes nothing more just now: `drain` follows. */
  write(chunk: Uint8Array | string): boolean {
    const bytes = bytesOf(chunk);
    if (!this.writable || !this.#hasBody || bytes.length === 0) return true;
    const goesOn = this.#isChunked ? this.#send(sizeLine(bytes), bytes, "\r\n") : this.#send("", bytes, "");
    if (!goesOn) this.writableNeedDrain = true;
    return goesOn;
  }

  /** `done` is called once all of it is on its way; never, where the connection breaks before. */
  end(last?: Uint8Array | string | (() => void), done?: unknown): this {
    if (!this.writable) return this;
    this.#isEnded = true;
    const bytes = this.#hasBody && last !== undefined && typeof last !== "function" ? bytesOf(last) : null;
    const told = typeof last === "function" ? last : done;
    const onSent = (error?: Error | null) => {
      if (error) return;
      this.writableFinished = true;
      this.#onSent(this.#mayGoOn);
      if (typeof told === "function") told();
      this.#close();
    };
    if (!this.#isChunked) this.#send("", bytes, "", onSent);
    else if (bytes && bytes.length > 0) this.#send(sizeLine(bytes), bytes, `\r\n0\r\n${this.#trailers}\r\n`, onSent);
    else this.#send("", null, `0\r\n${this.#trailers}\r\n`, onSent);
    return this;
  }

  /** Cuts the connection, under an answer that is not over: one that is sent has no part in it any more. */
  destroy(): void {
    if (this.writableFinished || this.closed) return;
    this.destroyed = true;
    this.#cut();
  }

  /** What was said to its end before is not taken back. */
  #cut(): void {
    if (leavesAtEndOfTurn(this.#socket)) setImmediate(() => this.#cut());
    else this.#socket.destroy();
  }

  /** The connection takes more. */
  drained(): void {
    if (!this.writableNeedDrain) return;
    this.writableNeedDrain = false;
    if (this.writable) this.emit("drain");
  }

  /** The connection is gone. */
  cutOff(): void {
    this.destroyed = true;
    this.#close();
  }

  #close(): void {
    if (this.closed) return;
    this.closed = true;
    this.emit("close");
  }

  /** Sends the head, if it has not left, and a part of the body with what frames it. Throws where there is no head. */
  #send(before: string, bytes: Uint8Array | null, after: string, onSent?: (error?: Error | null) => void): boolean {
    if (!this.headersSent) throw new Error("An answer begins with its head.");
    const first = this.#head + before;
    this.#head = "";
    const length = bytes?.length ?? 0;
    if (length <= mostCopied) {
      const piece = Buffer.allocUnsafe(first.length + length + after.length);
      piece.write(first, 0, "latin1");
      if (bytes) piece.set(bytes, first.length);
      if (after) piece.write(after, first.length + length, "latin1");
      if (!onSent) return this.#socket.write(piece);
      sendAtEndOfTurn(this.#socket, piece, onSent);
      return true;
    }
    this.#socket.cork();
    if (first) this.#socket.write(first, "latin1");
    const goesOn = this.#socket.write(bytes ?? "", after ? undefined : onSent);
    if (after) this.#socket.write(after, "latin1", onSent);
    this.#socket.uncork();
    return goesOn;
  }
}

/** A line of a head with its end. Throws where it holds what ends a line, or what no head may hold. */
function headLine(text: string): string {
  if (unsendable.test(text)) throw new Error("A head cannot hold what one of these fields holds.");
  return `${text}\r\n`;
}

function bytesOf(chunk: Uint8Array | string): Uint8Array {
  return typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

function sizeLine(bytes: Uint8Array): string {
  return `${bytes.length.toString(16)}\r\n`;
}

/** Kept from before the screens wrap `Date` in checks of their own. */
const machineNow = Date.now;
let dateSecond = 0;
let dateText = "";

function dateLine(): string {
  const second = Math.floor(machineNow() / 1_000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = `Date: ${new Date(second * 1_000).toUTCString()}\r\n`;
  }
  return dateText;
}
