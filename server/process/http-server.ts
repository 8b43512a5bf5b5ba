import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { peerAddress, peerAddressHeader } from "#server/access/index.ts";
import {
  type CallerRequest,
  type CallerResponse,
  gatewayPrefix,
  keptAliveS,
  PlainLane,
} from "#server/gateway/index.ts";
import { requestUrlHeader } from "#server/runtime/index.ts";

/** Answers a request, or sees to it that someone does. */
export type Answer = (req: IncomingMessage, res: ServerResponse) => void;

/** Who answers what. Set one by one as start-up goes on; until then the server says so. */
export interface Rooms {
  gateway: ((req: CallerRequest, res: CallerResponse) => void) | null;
  screens: Answer | null;
  upgrade: ((req: IncomingMessage, socket: Duplex, head: Buffer) => void) | null;
  /** `/healthz`, `/readyz`, `/metrics`; true when it answered. */
  health: (req: IncomingMessage, res: ServerResponse) => boolean;
}

/** An HTTP server without a port of its own: connections are handed to it. */
export interface HttpServer {
  /** Where the other processes of this Docket reach it; only this user can. */
  readonly innerPath: string;
  /** Serves a connection from outside. */
  take(socket: Socket): void;
  /** Resolves when the open connections are done, or after `graceMs` by force. */
  close(graceMs: number): Promise<void>;
}

/** How long a request's headers may take, in milliseconds, and how large they may be together, in bytes. */
const usualHeadersTimeoutMs = 30_000;
const maxHeaderSize = 32 * 1024;

/** Opens a server for connections from outside, and a socket in a folder of its own for those from within. */
export async function openHttpServer(
  rooms: Rooms,
  { headersTimeoutMs = usualHeadersTimeoutMs } = {},
): Promise<HttpServer> {
  const fromOutside = new WeakSet<object>();
  const options = { connectionsCheckingInterval: Math.ceil(headersTimeoutMs / 3), maxHeaderSize };
  const server = createServer(options, (req, res) => route(rooms, req, res, fromOutside.has(req.socket)));
  // Uploads of any length may take their time; only their headers may not.
  server.requestTimeout = 0;
  server.headersTimeout = headersTimeoutMs;
  server.keepAliveTimeout = keptAliveS * 1_000;
  const sockets = new Set<Socket>();
  const keepSight = (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  };
  server.on("connection", keepSight);
  server.on("upgrade", (req, socket, head) => (rooms.upgrade ? rooms.upgrade(req, socket, head) : socket.destroy()));
  const lane = new PlainLane({ serve: () => rooms.gateway, server }, headersTimeoutMs);
  const folder = await mkdtemp(join(tmpdir(), "docket-"));
  await chmod(folder, 0o700);
  const innerPath = join(folder, "inner.sock");
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(innerPath, resolve));
  return {
    innerPath,
    take(socket) {
      // Whoever reads the connection ends our side of it, once what was answered by then is out.
      socket.allowHalfOpen = true;
      fromOutside.add(socket);
      keepSight(socket);
      lane.take(socket);
      socket.resume();
    },
    async close(graceMs) {
      await closeServer(server, lane, sockets, graceMs);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function route(rooms: Rooms, req: IncomingMessage, res: ServerResponse, isFromOutside: boolean): void {
  if (rooms.health(req, res)) return;
  const room = req.url?.startsWith(gatewayPrefix) ? rooms.gateway : rooms.screens;
  if (!room) {
    res.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": "2", connection: "close" });
    res.end("Docket is starting.\n");
    return;
  }
  if (room === rooms.screens && isFromOutside) {
    // What only we may say about a request is said by us, whatever the caller sent.
    req.headers[requestUrlHeader] = req.url ?? "/";
    req.headers[peerAddressHeader] = peerAddress(req.socket.remoteAddress, headerText(req.headers["x-forwarded-for"]));
  }
  room(req, res);
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value;
}

async function closeServer(server: Server, lane: PlainLane, sockets: Set<Socket>, graceMs: number): Promise<void> {
  const listening = new Promise<void>((resolve) => server.close(() => resolve()));
  const force = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, graceMs);
  // Connections that were handed over are not among those the server itself waits for.
  while (sockets.size > 0) {
    server.closeIdleConnections();
    lane.closeIdle();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  lane.stop();
  await listening;
  clearTimeout(force);
}
