import { randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ProviderId } from "#lib/vocabulary.ts";
import type { TestWorld } from "#server/testing/index.ts";

/** A vendor on loopback that answers as the test says, and remembers what it was asked. */
export interface TestVendor {
  url: string;
  asked: { method: string; path: string; headers: IncomingHttpHeaders }[];
  /** How the next requests are answered. */
  answer: (req: IncomingMessage, res: ServerResponse) => void;
  close(): Promise<void>;
}

export async function startVendor(): Promise<TestVendor> {
  const server = createServer((req, res) => {
    vendor.asked.push({ method: req.method ?? "", path: req.url ?? "", headers: req.headers });
    vendor.answer(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const vendor: TestVendor = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    answer: (_req, res) => res.writeHead(404).end(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return vendor;
}

/** An answer of the vendor: a JSON body, or a text as it is. */
export function saying(status: number, body: unknown): TestVendor["answer"] {
  return (_req, res) => {
    const isText = typeof body === "string";
    res.writeHead(status, { "content-type": isText ? "text/html" : "application/json" });
    res.end(isText ? body : JSON.stringify(body));
  };
}

/** Stores a key whose requests go to `url`; its secret is the world's plain kind of sealed. */
export async function addVendorKey(
  world: TestWorld,
  url: string,
  secret: string,
  provider: ProviderId = "llamaparse",
): Promise<string> {
  const id = randomUUID();
  await world.ctx.db.sql.query(
    `INSERT INTO provider_key (id, provider, region, label, base_url, sealed, last_four, created_at)
     VALUES ($1, $5, 'byoc', 'test', $2, $3, $4, clock_timestamp())`,
    [id, url, JSON.stringify([`provider_key:${id}`, secret]), secret.slice(-4), provider],
  );
  return id;
}
