import { connect, type Socket } from "node:net";

/** Sends a request as raw bytes and gives everything that comes back until the connection ends. */
export function sendRaw(port: number, request: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => resolve(readRaw(Buffer.concat(chunks))));
  });
}

/** A request's head with `Connection: close`, so that the answer ends with its connection. */
export function head(method: string, path: string, headers: readonly string[] = []): string {
  return [`${method} ${path} HTTP/1.1`, "Host: docket.example", "Connection: close", ...headers, "", ""].join("\r\n");
}

/** An answer taken apart, byte for byte. */
export interface RawAnswer {
  statusLine: string;
  /** Header lines as they came, in order, without what the gateway and its server add. */
  headers: string[];
  all: string[];
  body: Buffer;
  whole: Buffer;
}

const added = /^(x-docket-call-id|server-timing|connection|keep-alive|transfer-encoding|date):/i;

function readRaw(whole: Buffer): RawAnswer {
  const gap = whole.indexOf("\r\n\r\n");
  const [statusLine = "", ...all] = whole.subarray(0, gap).toString("latin1").split("\r\n");
  const body = whole.subarray(gap + 4);
  const chunked = all.some((line) => /^transfer-encoding: chunked/i.test(line));
  return {
    statusLine,
    headers: all.filter((line) => !added.test(line)),
    all,
    body: chunked ? unchunk(body) : body,
    whole,
  };
}

function unchunk(body: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const lineEnd = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.subarray(at, lineEnd).toString("latin1"), 16);
    if (!(size > 0)) break;
    pieces.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 4 + size;
  }
  return Buffer.concat(pieces);
}

/** A connection that stays open, with what has arrived so far. */
export function openRaw(
  port: number,
): Promise<{ socket: Socket; received(): string; waitFor(text: string): Promise<void> }> {
  return new Promise((resolve, reject) => {
    let received = "";
    let wake = () => {};
    const socket = connect(port, "127.0.0.1", () =>
      resolve({
        socket,
        received: () => received,
        async waitFor(text) {
          while (!received.includes(text)) {
            await new Promise<void>((awake, fail) => {
              const timer = setTimeout(() => fail(new Error(`never came: ${text}; came: ${received}`)), 5_000);
              wake = () => {
                clearTimeout(timer);
                awake();
              };
            });
          }
        },
      }),
    );
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      wake();
    });
  });
}
