/**
 * The load of the bench, a program of its own. It speaks HTTP in raw bytes over its own sockets, so that it takes as little
 * of the machine as it can from those it measures. Its parent sends it one order at a time and gets one account back.
 */
import { connect, type Socket } from "node:net";
import { AnswerReader } from "./answer-reader.ts";

/** What to send, how, and for how long. */
export interface Order {
  port: number;
  /** The request as it goes over the wire, head and body. */
  request: string;
  connections: number;
  seconds: number;
  /** Requests begun each second, whatever the answers do; null = each connection asks again as soon as it is answered. */
  perSecond: number | null;
}

/** What came of an order. Times in milliseconds. */
export interface Account {
  answered: number;
  /** Answers of another status than 200, and connections that broke. */
  failed: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

/** Where answers are received, of all lines: each is read before the next one comes. */
const received = Buffer.allocUnsafeSlow(64 * 1024);

class Line {
  readonly #socket: Socket;
  readonly #request: Buffer;
  readonly #onAnswer: (line: Line, tookMs: number, ok: boolean) => void;
  #askedAt = 0;

  constructor(
    order: Order,
    onAnswer: (line: Line, tookMs: number, ok: boolean) => void,
    onBroken: (line: Line) => void,
  ) {
    this.#request = Buffer.from(order.request);
    this.#onAnswer = onAnswer;
    const reader = new AnswerReader((status) =>
      this.#onAnswer(this, performance.now() - this.#askedAt, status === 200),
    );
    const take = (length: number) => {
      reader.push(received.subarray(0, length));
      return true;
    };
    const onread = { buffer: received, callback: take };
    this.#socket = connect({ port: order.port, host: "127.0.0.1", noDelay: true, onread });
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => onBroken(this));
  }

  get connected(): Promise<unknown> {
    return new Promise((resolve) => this.#socket.once("connect", resolve));
  }

  ask(): void {
    this.#askedAt = performance.now();
    this.#socket.write(this.#request);
  }

  end(): void {
    this.#socket.removeAllListeners("close");
    this.#socket.destroy();
  }
}

async function carryOut(order: Order): Promise<Account> {
  const times: number[] = [];
  let failed = 0;
  let underWay = 0;
  let stopped = false;
  const idle: Line[] = [];
  const onAnswer = (line: Line, tookMs: number, ok: boolean) => {
    underWay -= 1;
    if (ok) times.push(tookMs);
    else failed += 1;
    if (order.perSecond !== null || stopped) idle.push(line);
    else ask(line);
  };
  const ask = (line: Line) => {
    underWay += 1;
    line.ask();
  };
  const onBroken = () => {
    underWay -= 1;
    failed += 1;
  };
  const lines = Array.from({ length: order.connections }, () => new Line(order, onAnswer, onBroken));
  await Promise.all(lines.map((line) => line.connected));
  const began = performance.now();
  if (order.perSecond === null) for (const line of lines) ask(line);
  else idle.push(...lines);
  if (order.perSecond === null) await new Promise((resolve) => setTimeout(resolve, order.seconds * 1000));
  else
    await atEvenPace(order.perSecond, order.seconds, () => {
      const line = idle.shift();
      if (line) ask(line);
      else failed += 1;
    });
  stopped = true;
  const seconds = (performance.now() - began) / 1000;
  const inTime = times.length;
  const giveUpAt = performance.now() + 15_000;
  while (underWay > 0 && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const line of lines) line.end();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  const account = { answered: times.length, failed, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
  // Those answered after the bell are on record too, but not part of the pace.
  return { ...account, seconds: (seconds * times.length) / Math.max(1, inTime) };
}

/** Calls `begin` at even distances; those a late timer missed are begun at once. */
async function atEvenPace(perSecond: number, seconds: number, begin: () => void): Promise<void> {
  const began = performance.now();
  const all = perSecond * seconds;
  for (let done = 0; done < all; ) {
    const due = Math.min(all, Math.floor(((performance.now() - began) * perSecond) / 1000) + 1);
    for (; done < due; done += 1) begin();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

process.on("message", (order: Order) => {
  void carryOut(order).then((account) => process.send?.(account));
});
process.on("disconnect", () => process.exit(0));
process.send?.({ port: 0 });
