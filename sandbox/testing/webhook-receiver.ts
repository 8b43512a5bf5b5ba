import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that keeps what it is sent, and answers with the statuses it was given, then 200. */
export function webhookReceiver(): {
  url(): string;
  answerWith(...statuses: number[]): void;
  /** The next message; rejects when none comes within two seconds. */
  next(): Promise<ReceivedWebhook>;
  received(): number;
} {
  const arrived: ReceivedWebhook[] = [];
  const statuses: number[] = [];
  let wake: (() => void) | null = null;
  let taken = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    arrived.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(statuses.shift() ?? 200).end();
    wake?.();
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    answerWith: (...list) => statuses.push(...list),
    received: () => arrived.length,
    async next() {
      if (arrived.length <= taken) {
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error("no webhook came")), 2000);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const message = arrived[taken];
      if (message === undefined) throw new Error("no webhook came");
      taken += 1;
      return message;
    },
  };
}
