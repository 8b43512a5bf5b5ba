import type { Exchange } from "../http/exchange.ts";
import { Refusal, type Reply, transportFaults } from "../http/reply.ts";
import { provokeHeader, provokingFields, worksOn } from "../provoke/find-provocations.ts";
import type { Provocation } from "../provoke/provocation.ts";
import type { LlamaState } from "./state.ts";

const bareFaults = new RegExp(`(?<![\\w-])(${transportFaults.join("|")})(?![\\w-])`, "g");
/** Longer texts of tokens are cut, since they become part of an id. */
const longestDirectives = 300;

/** In the header and in fields, `reset` alone means `fault-reset`. */
function spellOut(text: string): string {
  return text.replace(bareFaults, "fault-$1").slice(0, longestDirectives).trim();
}

function headerText(exchange: Exchange): string {
  const header = exchange.headers[provokeHeader];
  return spellOut(Array.isArray(header) ? header.join(" ") : (header ?? ""));
}

/** What the header asks for on this route: an answer, or a broken connection around the route's own one. */
export function provokeByHeader(state: LlamaState, exchange: Exchange): Reply | null {
  const text = headerText(exchange);
  if (text === "") return null;
  return strike(exchange, state.find(text), (provocation) => worksOn(provocation, exchange.route));
}

/**
 * What a job-creating request asks for by its document's name and its fields. Gives back the tokens that belong into
 * the job's id, because they do not stand in the document's name.
 */
export function provokeCreate(state: LlamaState, exchange: Exchange, names: string, body: unknown): string {
  const fields = spellOut(provokingFields(body));
  const reply = strike(exchange, state.find(`${names} ${fields}`), (provocation) =>
    worksOn(provocation, exchange.route),
  );
  if (reply !== null) throw new Refusal(reply);
  return `${headerText(exchange)} ${fields}`.trim().slice(0, longestDirectives);
}

/** What a file's name, or a job's tokens, ask for on exactly this route. */
export function provokeRead(state: LlamaState, exchange: Exchange, text: string): void {
  const reply = strike(exchange, state.find(text), (provocation) => provocation.endpoints.includes(exchange.route));
  if (reply !== null) throw new Refusal(reply);
}

/** What a request to a path without a route of its own asks for; there every answer is possible. */
export function provokeAnywhere(state: LlamaState, exchange: Exchange, body: unknown): Reply | null {
  const text = `${headerText(exchange)} ${spellOut(provokingFields(body))}`;
  return strike(exchange, state.find(text), () => true);
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
