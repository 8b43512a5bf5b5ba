import type { Exchange } from "../http/exchange.ts";
import { Refusal, type Reply, transportFaults } from "../http/reply.ts";
import { type ProvocationFinder, provokeHeader, provokingFields, worksOn } from "./find-provocations.ts";
import type { Provocation } from "./provocation.ts";

/** Whoever can be provoked: it finds what a text asks for. */
interface Provoked {
  find: ProvocationFinder;
}

const bareFaults = new RegExp(`(?<![\\w-])(${transportFaults.join("|")})(?![\\w-])`, "g");
/** Longer texts of tokens are cut, since they become part of an id. */
const longestDirectives = 120;

function spellOut(text: string): string {
  return text.replace(bareFaults, "fault-$1").slice(0, longestDirectives).trim();
}

function headerText({ headers }: Exchange): string {
  const header = headers[provokeHeader];
  return spellOut(Array.isArray(header) ? header.join(" ") : (header ?? ""));
}

/** What the header asks for on this route: an answer, or a broken connection around the route's own one. */
export function provokeByHeader(state: Provoked, exchange: Exchange): Reply | null {
  const text = headerText(exchange);
  return text === "" ? null : strike(exchange, state.find(text), (provocation) => worksOn(provocation, exchange.route));
}

/**
 * What a request that makes a run asks for by its document's name and its fields. Gives back the tokens that belong into
 * the run's id, because they do not stand in the document's name.
 */
export function provokeCreate(state: Provoked, exchange: Exchange, names: string, body: unknown): string {
  const fields = spellOut(provokingFields(body));
  const found = state.find(`${names} ${fields}`);
  const reply = strike(exchange, found, (provocation) => worksOn(provocation, exchange.route));
  if (reply !== null) throw new Refusal(reply);
  return `${headerText(exchange)} ${fields}`.trim().slice(0, longestDirectives);
}

/** What a run's tokens ask for on exactly this route. */
export function provokeRead(state: Provoked, exchange: Exchange, text: string): void {
  const reply = strike(exchange, state.find(text), ({ endpoints }) => endpoints.includes(exchange.route));
  if (reply !== null) throw new Refusal(reply);
}

function strike(
  exchange: Exchange,
  found: readonly Provocation[],
  applies: (provocation: Provocation) => boolean,
): Reply | null {
  for (const provocation of found.filter(applies)) {
    if (provocation.answer !== undefined) return provocation.answer(exchange);
    if (provocation.fault !== undefined) exchange.fault = provocation.fault;
  }
  return null;
}
