import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { createClient, createClientToken } from "#server/access/index.ts";
import { type Context, readEnv, systemClock } from "#server/platform/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { addKey, makeSecretBox, openKeyring } from "#server/vault/index.ts";
import { type Gateway, openGateway } from "./handler.ts";
import { type GatewayLimits, usualLimits } from "./limits.ts";
import { openTwoDoors, type TwoDoors } from "./plain/lane-for-tests.ts";
import type { SpoolPlace } from "./spool-place.ts";

/** A gateway on a port of its own, with one client and one key for an upstream of the test's. */
export interface GatewayWorld extends TestWorld, ServedGateway {
  token: string;
  clientId: string;
  /** The provider key's secret. */
  secret: string;
  keyId: string;
  /** Waits until no call is under way and every record is durable. */
  settled(): Promise<void>;
  /** Every call written down, oldest first, once settled. */
  calls(): Promise<CallRow[]>;
  /** Every failure written down, oldest first, once settled. */
  failures(): Promise<FailureRow[]>;
}

export interface CallRow {
  id: string;
  method: string;
  path: string;
  query: string | null;
  operation: string | null;
  outcome: string;
  status: number | null;
  error_code: string | null;
  latency_ms: number | null;
  upstream_ms: number | null;
  gateway_ms: number | null;
  bytes_up: number;
  bytes_down: number;
  file_name: string | null;
  vendor_job_id: string | null;
  job_id: string | null;
  client_id: string | null;
  provider_key_id: string | null;
  failure_id: string | null;
}

export interface FailureRow {
  id: string;
  surface: string;
  status: number | null;
  code: string | null;
  message: string | null;
  entry_id: string | null;
  family: string;
  call_id: string | null;
  job_id: string | null;
}

/** Limits that never hold a call back because of how the ones before it ended. */
export const forgetful: Partial<GatewayLimits> = {
  breakAfter: 1_000,
  pacing: { ...usualLimits.pacing, longestPauseMs: 0 },
};

/** Opens it in front of `upstream`, an origin. */
export async function openGatewayWorld(
  upstream: string,
  limits: Partial<GatewayLimits> = {},
  change: Partial<Context> = {},
  place: Partial<SpoolPlace> = {},
): Promise<GatewayWorld> {
  const masterKey = randomBytes(32).toString("base64");
  const secrets = makeSecretBox(openKeyring({ ...readEnv({ NODE_ENV: "test" }), masterKey }));
  const world = await openTestWorld({ clock: systemClock, secrets, ...change });
  const secret = `unrecognisable+key/${randomBytes(12).toString("hex")}`;
  const key = await addKey(world.ctx, {
    provider: "llamaparse",
    region: "byoc",
    label: "test",
    secret,
    baseUrl: upstream,
  });
  const client = await createClient(world.ctx, { name: "Invoices" });
  const { token } = await createClientToken(world.ctx, { clientId: client.id, label: "test" });
  const served = await serveGateway(world.ctx, limits, place);
  const { gateway } = served;
  const settled = () =>
    vi.waitFor(
      () => {
        if (gateway.inFlight + gateway.waiting > 0) throw new Error("calls are still under way");
      },
      { timeout: 15_000, interval: 10 },
    );
  const rows = async <T>(table: string, order: string): Promise<T[]> => {
    await settled();
    return (await world.ctx.db.sql.query(`SELECT * FROM ${table} ORDER BY ${order}`)) as T[];
  };
  return {
    ...world,
    ...served,
    token,
    clientId: client.id,
    secret,
    keyId: key.id,
    settled,
    calls: () => rows("call", "id"),
    failures: () => rows("failure", "id"),
    async close() {
      await served.close();
      await world.close();
    },
  };
}

/** Who reads calls: the lane what is plain, as in a running Docket, or Node's own server all of them. */
export const door = { isNodes: false, readBy: [] as TwoDoors["readBy"][] };

/** A gateway on a port. */
export interface ServedGateway {
  gateway: Gateway;
  port: number;
  /** `http://127.0.0.1:<port>/gateway/llamaparse/byoc`: what stands below it is the key's upstream. */
  url: string;
  /** Ends its connections and waits until everything is written. */
  close(): Promise<void>;
}

export async function serveGateway(
  ctx: Context,
  limits: Partial<GatewayLimits> = {},
  place: Partial<SpoolPlace> = {},
): Promise<ServedGateway> {
  const dir = place.dir ?? (await mkdtemp(join(tmpdir(), "docket-spool-")));
  const gateway = await openGateway(ctx, limits, { ...place, dir });
  const doors = await openTwoDoors((req, res) => void gateway.handle(req, res));
  door.readBy.push(doors.readBy);
  const port = door.isNodes ? doors.nodePort : doors.lanePort;
  return {
    gateway,
    port,
    url: `http://127.0.0.1:${port}/gateway/llamaparse/byoc`,
    async close() {
      doors.close();
      await gateway.drain();
      if (!place.dir) await rm(dir, { recursive: true, force: true });
    },
  };
}

/** An HTTP upstream whose answer the test changes as it goes. */
export interface Upstream {
  url: string;
  answer: RequestListener;
  /** Requests that arrived, newest last. */
  requests: IncomingMessage[];
  close(): Promise<void>;
}

export async function startUpstream(
  answer: RequestListener = (_req: IncomingMessage, res: ServerResponse) => void res.end("{}"),
): Promise<Upstream> {
  const server = createServer((req, res) => {
    upstream.requests.push(req);
    upstream.answer(req, res);
  });
  server.requestTimeout = 0;
  server.on("clientError", (_error, socket) => socket.destroy());
  const port = await listen(server);
  const upstream: Upstream = {
    url: `http://127.0.0.1:${port}`,
    answer,
    requests: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return upstream;
}

/** An upstream that speaks in raw bytes: `serve` is given each connection. */
export async function startRawUpstream(serve: (socket: Socket) => void): Promise<{
  url: string;
  serve: (socket: Socket) => void;
  close(): Promise<void>;
}> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    upstream.serve(socket);
  });
  const port = await listen(server);
  const upstream = {
    url: `http://127.0.0.1:${port}`,
    serve,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return upstream;
}

async function listen(server: TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
