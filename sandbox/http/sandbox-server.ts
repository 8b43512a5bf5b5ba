import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { homeReply } from "../home/home-reply.ts";
import type { SandboxProvider } from "../sandbox-provider.ts";
import type { Clock } from "../time/clock.ts";
import { type Exchange, routeName } from "./exchange.ts";
import { matchRoute } from "./match-route.ts";
import { jsonReply, Refusal, type Reply } from "./reply.ts";
import { writeReply } from "./write-reply.ts";

/** The HTTP server: `/{provider}/…` to the vendors' stand-ins, everything else to the home page. */
export function makeSandboxServer(providers: readonly SandboxProvider[], clock: Clock): Server {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return createServer((request, response) => {
    response.on("error", () => response.destroy());
    void respond(byId, request, response, clock).catch(() => response.destroy());
  });
}

async function respond(
  providers: ReadonlyMap<string, SandboxProvider>,
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://sandbox");
  const [, first = "", ...rest] = url.pathname.split("/");
  const provider = providers.get(first);
  const method = request.method ?? "GET";
  if (provider === undefined) {
    const reply = homeReply([...providers.values()], method, url.pathname, request.headers.accept ?? "");
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
  const reply = await answer(provider, exchange);
  await writeReply(response, reply, exchange.fault, clock);
}

async function answer(provider: SandboxProvider, exchange: Exchange): Promise<Reply> {
  try {
    const search = matchRoute(provider.routes, exchange.method, exchange.path);
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
    process.stderr.write(`${JSON.stringify({ sandbox: "error", provider: provider.id, error: String(error) })}\n`);
    return provider.broken(exchange) ?? jsonReply(500, { error: "sandbox" });
  }
}
