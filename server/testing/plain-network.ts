import { connect } from "node:net";
import type { Network } from "#server/platform/index.ts";

/** A network for tests: names lead where the test says, and every address to one port of this machine, without TLS. */
export interface PlainNetwork extends Network {
  /** The addresses connections were made to, each as one list. */
  dialled: string[][];
}

/** `names` are the addresses of each name; `port` is where all of them listen. */
export function plainNetwork(names: Readonly<Record<string, readonly string[]>>, port: () => number): PlainNetwork {
  const dialled: string[][] = [];
  return {
    dialled,
    async resolve(host) {
      const addresses = names[host];
      if (!addresses) throw new Error("no such name");
      return [...addresses];
    },
    dial(addresses) {
      dialled.push([...addresses]);
      return (_options, done) => {
        const socket = connect(port(), "127.0.0.1");
        socket.once("connect", () => done(null, socket)).once("error", (error) => done(error, null));
      };
    },
  };
}
