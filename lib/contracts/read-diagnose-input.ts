import { providerIds, providerLabels, regionIds, surfaces } from "#lib/vocabulary.ts";
import { type DiagnoseInput, diagnoseInput } from "./diagnose.ts";

/** An input as it can be used, and what of it could not. */
export interface ReadInput {
  input: DiagnoseInput;
  /** One sentence a field that was left out, e.g. `status: expected 100 to 599, got "abc"`. */
  issues: string[];
}

type Fields = Record<string, unknown>;
type Field = keyof DiagnoseInput;

const fieldNames = Object.keys(diagnoseInput.shape) as Field[];
/** Every input has the same members, whatever was given: what reads it stays fast. */
const nothingGiven: Fields = Object.fromEntries(fieldNames.map((name) => [name, undefined]));
const fieldPlaces: ReadonlyMap<string, number> = new Map(fieldNames.map((name, place) => [name, place]));
/** A `status` that is a job's and not HTTP's. */
const jobWord =
  /^\s*(?:pending|queued|running|processing|processed|throttled|success|succeeded|partial_success|completed?|failed|failure|error|cancell?ed|cancelling|aborted|needs_review|rejected)\s*$/i;
const expected: Record<Field, string> = {
  provider: providerIds.join(", "),
  region: regionIds.join(", "),
  surface: surfaces.join(", "),
  endpoint: "a text such as POST /api/v2/parse",
  status: "a number from 100 to 599",
  headers: "an object of texts",
  body: "anything",
  text: "a text",
  jobStatus: "a text",
};

/**
 * Reads what people really send: numbers as texts, nulls, headers as lists, a body without its wrapping. Keys it does
 * not know are ignored; when there is neither `body` nor `text`, what else the object holds is taken for the body.
 * Null for something that is neither an object nor a text. Never throws.
 */
export function readDiagnoseInput(raw: unknown): ReadInput | null {
  if (typeof raw === "string") return { input: { text: raw }, issues: [] };
  if (Array.isArray(raw) || typeof raw !== "object" || raw === null) return null;
  const given = raw as Fields;
  const input: Fields = { ...nothingGiven };
  const issues: string[] = [];
  for (const name of fieldsIn(given)) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    const read = diagnoseInput.shape[name].safeParse(coerced(name, value));
    if (read.success) input[name] = read.data;
    else if (name === "status" && typeof value === "string" && jobWord.test(value)) input.jobStatus ??= value.trim();
    else issues.push(`${name}: expected ${expected[name]}, got ${shortly(value)}`);
  }
  if (input.body === undefined && input.text === undefined) {
    const rest = restOf(given);
    if (rest) input.body = rest;
  }
  return { input: input as DiagnoseInput, issues };
}

/** The known fields that are there, in their order. */
function fieldsIn(given: Fields): readonly Field[] {
  const present = Object.keys(given).filter((name) => fieldPlaces.has(name)) as Field[];
  return present.length < 2 ? present : present.sort((a, b) => (fieldPlaces.get(a) ?? 0) - (fieldPlaces.get(b) ?? 0));
}

function coerced(name: Field, value: unknown): unknown {
  switch (name) {
    case "status":
      return typeof value === "string" && /^\s*\d{3}\b/.test(value) ? Number.parseInt(value, 10) : value;
    case "provider":
      return typeof value === "string" ? providerNamed(value) : value;
    case "region":
    case "surface":
      return typeof value === "string" ? value.trim().toLowerCase() : value;
    case "headers":
      return headersOf(value);
    case "text":
      return Array.isArray(value) && value.every((line) => typeof line === "string") ? value.join("\n") : value;
    default:
      return value;
  }
}

/** By id or by label, whatever the case: `LlamaParse`, `llamaparse`. */
function providerNamed(value: string): string {
  const name = value.trim().toLowerCase();
  return providerIds.find((id) => id === name || providerLabels[id].toLowerCase() === name) ?? value;
}

/** Values that are lists or numbers become texts; what cannot is dropped. */
function headersOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).flatMap(([name, item]) => {
    if (Array.isArray(item)) return [[name, item.map(String).join(", ")]];
    return typeof item === "string" || typeof item === "number" ? [[name, String(item)]] : [];
  });
  return Object.fromEntries(entries);
}

/** The fields that are not ours, as the body somebody forgot to wrap; a job's `status` word belongs to it, as does a span's object. */
function restOf(given: Fields): Fields | null {
  const rest = Object.entries(given).filter(([name]) => !fieldPlaces.has(name));
  if (rest.length === 0) return null;
  const { status } = given;
  const belongs = typeof status === "string" ? jobWord.test(status) : typeof status === "object" && status !== null;
  return Object.fromEntries(belongs ? [...rest, ["status", status]] : rest);
}

function shortly(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : String(value);
}
