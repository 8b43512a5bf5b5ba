import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect, createServer as createDoor, type Socket } from "node:net";
import { expect, vi } from "vitest";
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
  server.requestTimeout = 0;
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

/** Answers with this text. */
export function said(res: CallerResponse, body: string): void {
  res.writeHead(200, "OK", ["Content-Length", String(Buffer.byteLength(body))]);
  res.end(body);
}

/** Answers with what was asked. */
export function echo(req: CallerRequest, res: CallerResponse): void {
  said(res, `${req.method} ${req.url} ${String(req.read() ?? "")}`);
}

/** A plain request, unless `fields` make it another. */
export function ask(what = "GET /gateway/a", body = "", ...fields: string[]): string {
  const length = body ? [`Content-Length: ${body.length}`] : [];
  return [`${what} HTTP/1.1`, "Host: docket", ...length, ...fields, "", body].join("\r\n");
}

/** A caller's connection, with what came back on it. */
export interface CallerConnection {
  socket: Socket;
  got(): string;
  /** Resolves when `text` has come. */
  has(text: string): Promise<void>;
  closed: Promise<unknown>;
}

export async function callAt(port: number): Promise<CallerConnection> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let got = "";
  socket.on("data", (chunk) => {
    got += chunk.toString("latin1");
  });
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await new Promise((resolve) => socket.once("connect", resolve));
  const has = (text: string) => vi.waitFor(() => expect(got).toContain(text), { timeout: 5_000, interval: 5 });
  return { socket, got: () => got, has, closed };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
