import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { CallerRequest, CallerResponse } from "../caller.ts";
import { gatewayPrefix } from "../route.ts";
import { type Fields, maxPlainBytes, PlainRequest, readPlainHead } from "./plain-request.ts";
import { keptAliveS, PlainResponse } from "./plain-response.ts";

/** What the lane leaves to others. */
export interface LaneEnds {
  /** Answers a call; null where nobody does yet. */
  serve: () => ((req: CallerRequest, res: CallerResponse) => void) | null;
  /** Reads whatever else comes. */
  server: Server;
}

/** How long a new connection is given before it counts as idle, in milliseconds. */
const firstWordMs = 1_000;
/** What a connection is told that never said anything; Node's server says the same. */
const timedOut = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n";
/** The longest fields that are remembered, in characters. */
const mostKeptChars = 2_048;
/** How long half a body is waited for, in milliseconds; a longer wait is somebody else's. */
const halfPatienceMs = 50;
/** How often connections are looked at, in milliseconds. */
const lookEveryMs = 1_000;
/** Those who were told how long an idle connection is kept may be a little late, in milliseconds. */
const keptAliveMs = keptAliveS * 1_000 + 1_000;

/**
 * Serves connections of callers who send calls plain and whole, one after the other; see ADR 20. The first request that is
 * anything else takes its connection to Node's server, for good.
 */
export class PlainLane {
  readonly #ends: LaneEnds;
  readonly #silentMs: number;
  readonly #connections = new Set<PlainConnection>();
  readonly #timer: NodeJS.Timeout;

  /** @param silentMs is how long a connection may be without a first request. */
  constructor(ends: LaneEnds, silentMs: number) {
    this.#ends = ends;
    this.#silentMs = silentMs;
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
    this.#timer.unref();
  }

  /** Serves a connection that nothing was read from. */
  take(socket: Socket): void {
    const connection = new PlainConnection(socket, this.#ends, () => this.#connections.delete(connection));
    this.#connections.add(connection);
  }

  /** Ends the connections that carry no call just now; one that is new is given the time to say what it came for. */
  closeIdle(): void {
    for (const connection of this.#connections) connection.endAfterQuiet(firstWordMs, 0);
  }

  /** No connection is looked at any more. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    for (const connection of this.#connections) connection.endAfterQuiet(this.#silentMs, keptAliveMs, timedOut);
  }
}

/** One connection in the lane. */
class PlainConnection {
  readonly #socket: Socket;
  readonly #ends: LaneEnds;
  readonly #leave: () => void;
  /** Of the request before, where they are few enough to be kept while nothing is asked. */
  #known: Fields | null = null;
  #hasServed = false;
  #answer: PlainResponse | null = null;
  /** What has come of a request whose body is still on its way, until it is whole or patience ends. */
  #half: Buffer | null = null;
  #patience: NodeJS.Timeout | null = null;
  /** What came while a call was carried out. */
  #ahead: Buffer | null = null;
  #quietSince = performance.now();

  constructor(socket: Socket, ends: LaneEnds, leave: () => void) {
    this.#socket = socket;
    this.#ends = ends;
    this.#leave = leave;
    socket.on("data", this.#onData).on("end", this.#onEnd).on("drain", this.#onDrain);
    socket.on("error", this.#onError).on("close", this.#onClose);
  }

  /**
   * Ends it where it has carried no call for so long, in milliseconds: one that never did, with a last word, or one that may
   * again.
   */
  endAfterQuiet(silentMs: number, idleMs: number, lastWord = ""): void {
    if (this.#answer || this.#half) return;
    const quietMs = performance.now() - this.#quietSince;
    if (quietMs < (this.#hasServed ? idleMs : silentMs)) return;
    if (lastWord && !this.#hasServed) this.#socket.write(lastWord);
    this.#socket.destroySoon();
  }

  #onData = (packet: Buffer) => {
    if (this.#answer) {
      // One packet ahead is enough: whoever sends more waits for the answer.
      this.#ahead = this.#ahead ? Buffer.concat([this.#ahead, packet]) : packet;
      this.#socket.pause();
      return;
    }
    this.#read(this.#half ? Buffer.concat([this.#half, packet]) : packet);
  };

  #read(bytes: Buffer): void {
    const serve = this.#ends.serve();
    const head = readPlainHead(bytes, this.#known);
    const end = head ? head.bodyAt + head.fields.bodyBytes : 0;
    const isOurs = head?.url.startsWith(gatewayPrefix) && end <= maxPlainBytes;
    if (!serve || !head || !isOurs || bytes.length > end) this.#handOver(bytes);
    else if (bytes.length < end) this.#waitForRest(bytes);
    else {
      this.#waitNoMore();
      this.#known = head.fields.text.length <= mostKeptChars ? head.fields : null;
      this.#hasServed = true;
      const body = head.fields.bodyBytes > 0 ? bytes.subarray(head.bodyAt) : null;
      this.#answer = new PlainResponse(this.#socket, head, this.#onSent);
      serve(new PlainRequest(head, body, this.#socket), this.#answer);
    }
  }

  /** Patience counts from the first half on: a caller who drips is somebody else's. */
  #waitForRest(bytes: Buffer): void {
    this.#half = bytes;
    // Timers come before reading: the rest may lie there already, where we were busy meanwhile.
    this.#patience ??= setTimeout(() => setImmediate(this.#giveUpWaiting), halfPatienceMs);
  }

  #giveUpWaiting = () => {
    if (this.#half) this.#handOver(this.#half);
  };

  #waitNoMore(): void {
    if (this.#patience) clearTimeout(this.#patience);
    this.#patience = null;
    this.#half = null;
  }

  #onSent = (mayGoOn: boolean) => {
    this.#answer = null;
    this.#quietSince = performance.now();
    if (!mayGoOn) return this.#socket.destroySoon();
    const ahead = this.#ahead;
    this.#ahead = null;
    // Whoever has left asks for nothing any more.
    if (!ahead || this.#socket.destroyed || this.#socket.writableEnded) return;
    this.#socket.resume();
    this.#read(ahead);
  };

  #handOver(unread: Buffer): void {
    this.#forget();
    const socket = this.#socket;
    socket.off("data", this.#onData).off("end", this.#onEnd).off("drain", this.#onDrain);
    socket.off("error", this.#onError).off("close", this.#onClose);
    this.#ends.server.emit("connection", socket);
    socket.unshift(unread);
  }

  #onDrain = () => this.#answer?.drained();

  /** As Node's server has it: whoever says no more hears no more either. */
  #onEnd = () => {
    this.#waitNoMore();
    this.#ahead = null;
    this.#socket.end();
  };

  /** Heard, so that it ends the connection only; that is told by its closing. */
  #onError = () => {};

  #onClose = () => {
    this.#forget();
    this.#answer?.cutOff();
  };

  #forget(): void {
    this.#waitNoMore();
    this.#leave();
  }
}
