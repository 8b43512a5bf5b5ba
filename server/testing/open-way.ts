import { connect, createServer, type Socket } from "node:net";

/** A way to a database that can be cut and mended, as if the network between were. */
export interface Way {
  /** The database's address by this way. */
  url: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  mend(): void;
  /** Connections refused so far. */
  refused(): number;
  close(): Promise<void>;
}

/** Opens a way to the database of `databaseUrl`. */
export async function openWay(databaseUrl: string): Promise<Way> {
  const target = new URL(databaseUrl);
  const port = Number(target.port);
  const sockets = new Set<Socket>();
  let open = true;
  let refused = 0;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    if (!open) {
      refused += 1;
      socket.destroy();
      return;
    }
    const onward = connect(port, target.hostname);
    for (const end of [socket, onward]) {
      sockets.add(end);
      end.on("error", () => {}).on("close", () => sockets.delete(end));
    }
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  target.port = String((server.address() as { port: number }).port);
  const cut = () => {
    open = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: target.href,
    cut,
    mend: () => {
      open = true;
    },
    refused: () => refused,
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
