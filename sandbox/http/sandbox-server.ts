import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { homeReply } from "../home/home-reply.ts";
import type { SandboxProvider } from "../sandbox-provider.ts";
import type { Clock } from "../time/clock.ts";
import { type Exchange, routeName } from "./exchange.ts";
import { matchRoute, type RouteTable, routeTable } from "./match-route.ts";
import { Refusal, type Reply } from "./reply.ts";
import { writeReply } from "./write-reply.ts";

interface ServedProvider {
  provider: SandboxProvider;
  table: RouteTable;
}

/** The HTTP server: `/{provider}/…` to the vendors' stand-ins, after `answerDelayMs`; everything else to the home page. */
export function makeSandboxServer(
  providers: readonly SandboxProvider[],
  clock: Clock,
  answerDelayMs: () => number,
): Server {
  const byId = new Map(providers.map((provider) => [provider.id, { provider, table: routeTable(provider.routes) }]));
  return createServer((request, response) => {
    response.on("error", () => response.destroy());
    void respond(byId, request, response, clock, answerDelayMs).catch(() => response.destroy());
  });
}

async function respond(
  providers: ReadonlyMap<string, ServedProvider>,
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
  answerDelayMs: () => number,
): Promise<void> {
  const url = new URL(`http://sandbox${request.url ?? "/"}`);
  const [, first = "", ...rest] = url.pathname.split("/");
  const served = providers.get(first);
  const method = request.method ?? "GET";
  if (served === undefined) {
    const reply = homeReply(
      [...providers.values()].map(({ provider }) => provider),
      method,
      url.pathname,
      request.headers.accept ?? "",
    );
    return writeReply(response, reply, null, clock);
  }
  const exchange: Exchange = {
    method,
    path: `/${rest.join("/")}`,
    query: url.searchParams,
    headers: request.headers,
    request,
    route: "",
    params: {},
    fault: null,
  };
  const reply = await answer(served, exchange);
  const delayMs = answerDelayMs();
  if (delayMs > 0) await clock.sleep(delayMs);
  await writeReply(response, reply, exchange.fault, clock);
}

async function answer({ provider, table }: ServedProvider, exchange: Exchange): Promise<Reply> {
  try {
    const search = matchRoute(table, exchange.method, exchange.path);
    if (search.found === "route") {
      exchange.route = routeName(search.route);
      exchange.params = search.params;
    }
    const refused = await provider.admit(exchange);
    if (refused !== null) return refused;
    if (search.found === "route") return await search.route.handle(exchange);
    return await provider.unknownRoute(exchange, search.found);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    // A caller who hangs up in the middle of a body is no fault of ours.
    if (!exchange.request.destroyed) process.stderr.write(`${logLine(provider.id, error)}\n`);
    return provider.broken(exchange);
  }
}

function logLine(provider: string, error: unknown): string {
  return JSON.stringify({ sandbox: "error", provider, error: error instanceof Error ? error.stack : String(error) });
}
