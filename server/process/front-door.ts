import { createServer, type Server, type Socket } from "node:net";
import { StartupError } from "#server/platform/index.ts";
import { type HttpServer, openHttpServer, type Rooms } from "./http-server.ts";

/** What stands behind the front door. */
export interface House extends Rooms {
  /** Hands a connection that nothing was read from to a gateway process; false where none takes it. */
  share: ((socket: Socket) => boolean) | null;
}

/** The port everything is reached by. */
export interface FrontDoor {
  port: number;
  /** The server behind it. */
  server: HttpServer;
  /** Takes no new connection; resolves when the open ones are done, or after `graceMs` by force. */
  close(graceMs: number): Promise<void>;
}

/** Opens the port. Throws a StartupError when it is taken or not ours to open. */
export async function openFrontDoor(
  house: House,
  port: number,
  host: string,
  options: { headersTimeoutMs?: number } = {},
): Promise<FrontDoor> {
  const server = await openHttpServer(house, options);
  const door = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, (socket) => {
    if (!house.share?.(socket)) server.take(socket);
  });
  try {
    await listen(door, port, host);
  } catch (error) {
    await server.close(0);
    throw error;
  }
  const address = door.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    server,
    async close(graceMs) {
      door.close();
      await server.close(graceMs);
    },
  };
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
