import type { DiagnoseInput } from "#lib/contracts/diagnose.ts";
import type { Facts } from "./gather-facts.ts";

const maxHaystackFields = 60;
const maxHeaders = 40;

/** Where none were given: always the same object, so that nobody needs to look for one in it. */
export const noHeaders: Readonly<Record<string, string>> = {};

/** All text there is, to recognise a vendor by. */
export function allText(input: DiagnoseInput, { texts, payloads, headers }: Facts): string {
  return [...signposts(input, headers), ...texts, ...payloads.slice(0, 4).flatMap(shortStrings)].join("\n");
}

/** What names the vendor beside the texts and the payloads. */
export function signposts({ endpoint }: DiagnoseInput, headers: Readonly<Record<string, string>>): string[] {
  const posts = endpoint === undefined ? [] : [endpoint];
  if (headers === noHeaders) return posts;
  for (const [name, value] of Object.entries(headers).slice(0, maxHeaders))
    posts.push(`${name}: ${value.slice(0, 200)}`);
  return posts;
}

function shortStrings(payload: unknown): string[] {
  if (typeof payload !== "object" || payload === null) return [];
  const values = Object.values(payload).slice(0, maxHaystackFields);
  return [...values, ...addressesBelow(values)]
    .filter((value): value is string => typeof value === "string")
    .map((value) => value.slice(0, 500));
}

const maxLookedAt = 200;
const hostAlone = /^[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,5}(?::\d{1,5})?$/i;

/** Tools, loggers and spans keep the address some levels down: `request.url`, `config.baseURL`, `attributes[2].value`. */
function addressesBelow(values: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  const queue: unknown[] = values.filter((value) => typeof value === "object" && value !== null);
  for (let at = 0; at < queue.length && at < maxLookedAt; at++) {
    for (const inner of Object.values(queue[at] as object).slice(0, maxHaystackFields)) {
      if (typeof inner === "object" && inner !== null) queue.push(inner);
      else if (typeof inner === "string" && isAddress(inner)) found.push(inner);
    }
  }
  return found;
}

/** `https://host/path`, or a host alone. */
function isAddress(text: string): boolean {
  if (text.length > 500) return false;
  return text.includes("://") || (text.length < 80 && text.includes(".") && hostAlone.test(text));
}
