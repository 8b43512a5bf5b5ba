import { packJson } from "../ids/packed-json.ts";
import { mostPackedBytes } from "./data-schema.ts";

/**
 * A configuration small enough for an id: its descriptions are cut, first to 60 characters, then away, then its lists
 * are halved. While the job is remembered its whole configuration is shown; only after a restart this one is.
 */
export function shortenTexts<T>(config: T): T {
  let small: unknown = config;
  for (const length of [60, 10]) {
    if (fits(small)) return small as T;
    small = cut(config, length, Number.POSITIVE_INFINITY);
  }
  for (let items = 32; items >= 1 && !fits(small); items /= 2) small = cut(config, 10, items);
  return small as T;
}

function fits(config: unknown): boolean {
  return packJson(config).length <= mostPackedBytes;
}

function cut(node: unknown, length: number, items: number, key = ""): unknown {
  if (typeof node === "string")
    return key === "description" || key === "custom_instructions" ? node.slice(0, length) : node;
  if (Array.isArray(node)) return node.slice(0, items).map((item) => cut(item, length, items));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, cut(child, length, items, name)]));
}
