import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { peerAddress, peerAddressHeader } from "#server/access/index.ts";
import { gatewayPrefix } from "#server/gateway/index.ts";
import { StartupError } from "#server/platform/index.ts";
import { requestUrlHeader } from "#server/runtime/index.ts";

/** Who answers what. Set one by one as start-up goes on; until then the door says so. */
export interface Rooms {
  gateway: ((req: IncomingMessage, res: ServerResponse) => void) | null;
  screens: ((req: IncomingMessage, res: ServerResponse) => void) | null;
  upgrade: ((req: IncomingMessage, socket: Duplex, head: Buffer) => void) | null;
  /** `/healthz`, `/readyz`, `/metrics`; true when it answered. */
  health: (req: IncomingMessage, res: ServerResponse) => boolean;
}

/** The HTTP server in front of everything. */
export interface FrontDoor {
  port: number;
  /** Takes no new connection; resolves when the open ones are done, or after `graceMs` by force. */
  close(graceMs: number): Promise<void>;
}

/** How long a request's headers may take, in milliseconds, and how large they may be together, in bytes. */
const usualHeadersTimeoutMs = 30_000;
const maxHeaderSize = 32 * 1024;

/** Opens the port. Throws a StartupError when it is taken or not ours to open. */
export async function openFrontDoor(
  rooms: Rooms,
  port: number,
  host: string,
  { headersTimeoutMs = usualHeadersTimeoutMs } = {},
): Promise<FrontDoor> {
  const options = { connectionsCheckingInterval: Math.ceil(headersTimeoutMs / 3), maxHeaderSize };
  const server = createServer(options, (req, res) => route(rooms, req, res));
  // Uploads of any length may take their time; only their headers may not.
  server.requestTimeout = 0;
  server.headersTimeout = headersTimeoutMs;
  server.keepAliveTimeout = 72_000;
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("upgrade", (req, socket, head) => (rooms.upgrade ? rooms.upgrade(req, socket, head) : socket.destroy()));
  await listen(server, port, host);
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: (graceMs) => closeServer(server, sockets, graceMs),
  };
}

function route(rooms: Rooms, req: IncomingMessage, res: ServerResponse): void {
  if (rooms.health(req, res)) return;
  const room = req.url?.startsWith(gatewayPrefix) ? rooms.gateway : rooms.screens;
  if (!room) {
    res.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": "2" });
    res.end("Docket is starting.\n");
    return;
  }
  if (room === rooms.screens) {
    // What only we may say about a request is said by us, whatever the caller sent.
    req.headers[requestUrlHeader] = req.url ?? "/";
    req.headers[peerAddressHeader] = peerAddress(req.socket.remoteAddress, headerText(req.headers["x-forwarded-for"]));
  }
  room(req, res);
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value;
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        server.off("error", reject);
        resolve();
      });
    });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EADDRINUSE") {
      throw new StartupError(`Port ${port} is in use by another program: stop it, or set PORT to another port.`);
    }
    if (code === "EACCES")
      throw new StartupError(`Port ${port} needs more rights than Docket has: set PORT to 1024 or above.`);
    throw new StartupError(`Port ${port} on ${host} cannot be opened (${code ?? "unknown reason"}).`);
  }
}

async function closeServer(server: Server, sockets: Set<Socket>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const force = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(force);
}
