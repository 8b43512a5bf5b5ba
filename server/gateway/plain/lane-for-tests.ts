import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createDoor, type Socket } from "node:net";
import type { CallerRequest, CallerResponse } from "../caller.ts";
import { PlainLane } from "./plain-lane.ts";
import { keptAliveS } from "./plain-response.ts";

/** Two doors to the same answers: one through the lane, and one straight to Node's server. */
export interface TwoDoors {
  lane: PlainLane;
  lanePort: number;
  nodePort: number;
  /** Whether each request so far was read by the lane (`plain`) or by Node, in order. */
  readBy: ("plain" | "node")[];
  close(): void;
}

/** Opens them. `answer` sees either kind of request. */
export async function openTwoDoors(
  answer: (req: CallerRequest, res: CallerResponse) => void,
  silentMs = 30_000,
): Promise<TwoDoors> {
  const readBy: TwoDoors["readBy"] = [];
  const node: RequestListener = (req, res) => {
    readBy.push("node");
    answer(req, res);
  };
  const plain = (req: CallerRequest, res: CallerResponse) => {
    readBy.push("plain");
    answer(req, res);
  };
  const server = createServer(node);
  server.keepAliveTimeout = keptAliveS * 1_000;
  const lane = new PlainLane({ serve: () => plain, server }, silentMs);
  const sockets = new Set<Socket>();
  const doors = [lane.take.bind(lane), (socket: Socket) => void server.emit("connection", socket)].map((take) =>
    createDoor({ allowHalfOpen: true, noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      take(socket);
    }),
  );
  const [lanePort = 0, nodePort = 0] = await Promise.all(
    doors.map(
      (door) =>
        new Promise<number>((resolve) =>
          door.listen(0, "127.0.0.1", () => resolve((door.address() as AddressInfo).port)),
        ),
    ),
  );
  return {
    lane,
    lanePort,
    nodePort,
    readBy,
    close() {
      lane.stop();
      for (const door of doors) door.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
