import { allMatches } from "./all-matches.ts";
import { readPrintedObject, withBraces } from "./printed-object.ts";
import { pythonToJson } from "./python-literal.ts";
import { markFor } from "./text-marks.ts";

const maxObjects = 12;
const maxStarts = 40;
const maxCutLength = 8 * 1024;
/** How many objects without an end are tried to be read in one text; each costs several readings of the rest. */
const maxCutObjects = 12;
/** The same for objects printed inside a quoted string, whose text has to be rewritten. */
const maxEscapedObjects = 12;
/** How many letters are walked over in search of an object's end, before the search gives up. */
const maxWalked = 1_000_000;
/** How much of the end is looked at again where a text holds too many objects for one look. */
const endLength = 2 * 1024;
/** `"detail": "…"`, `'error_code': '…'`, `detail: '…'`, where the object itself cannot be read (cut off, printed by a tool). */
const loneField =
  /\b(detail|error_message|error_code|failureReason|failureMessage|failure_reason)\b["'\\]{0,2}\s{0,4}[:=]\s{0,4}(?:\\"([^"\\\n]{0,2000})\\"|"((?:[^"\\\n]|\\.){0,2000})"|'((?:[^'\\\n]|\\.){0,2000})')/g;
const maxLoneFields = 12;
/** No text without this mark has such a field. */
export const loneFieldMark = markFor(loneField);

/** What a search through a text has learnt so far. */
interface Search {
  /** Brackets known to have no end. */
  unclosed: Set<number>;
  cutObjects: number;
  escapedObjects: number;
  walked: number;
}

/**
 * JSON objects inside a text, in order: JSON itself, JSON inside a JSON string, what Python and other languages print, and
 * one cut off. Of a text that holds very many, those at its beginning and those at its end, where a log ends in its error.
 */
export function embeddedJson(source: string): unknown[] {
  const text = withBraces(source);
  const head = objectsFrom(text, 0, maxObjects);
  if (head.stoppedAt === -1) return head.found;
  const end = objectsFrom(text, Math.max(head.stoppedAt, text.lastIndexOf("\n", text.length - endLength)), endLength);
  return [...head.found, ...end.found.slice(-maxObjects)];
}

/** Objects from a place on, until there are many; then also where it stopped, or else -1. */
function objectsFrom(text: string, from: number, most: number): { found: unknown[]; stoppedAt: number } {
  const found: unknown[] = [];
  let starts = 0;
  const search: Search = { unclosed: new Set(), cutObjects: 0, escapedObjects: 0, walked: 0 };
  let at = nextOpening(text, from);
  const isDone = () => found.length >= most || search.walked > maxWalked;
  for (; at !== -1 && starts < maxStarts * (most / maxObjects) && !isDone(); starts++) {
    const { value, length } = readObjectAt(text, at, search);
    if (value !== undefined) found.push(value);
    at = nextOpening(text, at + length);
  }
  return { found, stoppedAt: at };
}

/** `{\"detail\": …}`: an object printed inside a quoted string. */
const escapedOpening = /\{\s{0,8}\\"/y;

/** The object that opens here, and how much of the text is done with. */
function readObjectAt(text: string, at: number, search: Search): { value: unknown; length: number } {
  escapedOpening.lastIndex = at;
  const isEscaped = escapedOpening.test(text) && search.escapedObjects++ < maxEscapedObjects;
  const source = isEscaped ? unescaped(text.slice(at)) : text;
  const start = source === text ? at : 0;
  const end = source === text ? closingOf(text, at, search.unclosed) : scan(source, 0).end;
  search.walked += (end === -1 ? source.length : end) - start + (isEscaped ? source.length : 0);
  const value = end === -1 ? readCutObject(source.slice(start), search) : readObject(source.slice(start, end + 1));
  return { value, length: value === undefined ? 1 : (end === -1 ? source.length : end + 1) - start };
}

/** Error fields that can still be made out where no object could be read; null when there are none. */
export function loneFields(text: string): Record<string, string> | null {
  const fields: Record<string, string> = {};
  for (const match of allMatches(loneField, text, maxLoneFields)) {
    const name = match[1] ?? "";
    const value = match[2] ?? match[3] ?? match[4] ?? "";
    if (value !== "") fields[name] ??= value;
  }
  return Object.keys(fields).length === 0 ? null : fields;
}

/** What JSON that opens like this ends in; a failed try costs more than a look. */
const closings: ReadonlyMap<string, string> = new Map([
  ["{", "}"],
  ["[", "]"],
  ['"', '"'],
]);

/** A text that is JSON from end to end, undone as often as it was encoded (three times at most); undefined if it is not. */
export function parseWholeJson(text: string): unknown {
  let value: unknown = text;
  for (let depth = 0; depth < 3 && typeof value === "string"; depth++) {
    const trimmed = value.trim();
    if (trimmed.length < 2 || closings.get(trimmed[0] ?? "") !== trimmed.at(-1)) break;
    const parsed = tryParse(trimmed);
    if (parsed === undefined) break;
    value = parsed;
  }
  return value === text ? undefined : value;
}

/** An object whose end was cut off: what is open is closed, and a member that cannot be read is left out. */
function readCutObject(cut: string, search: Search): unknown {
  if (cut.length > maxCutLength || !/^\{\s{0,8}(?:["'](?!\{)|:?\w{1,40}\s?(?:=>|:))/.test(cut)) return undefined;
  if (search.cutObjects++ >= maxCutObjects) return undefined;
  for (let end = cut.length, tries = 0; end > 1 && tries < 4; end = cut.lastIndexOf(",", end - 1), tries++) {
    const head = cut.slice(0, end);
    const value = readObject(head + endingFor(head));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The quotes and brackets a cut text lacks. */
function endingFor(head: string): string {
  const { quote, open } = scan(head, 0);
  const stray = quote !== "" && /(?:^|[^\\])(?:\\\\)*\\$/.test(head) ? "\\" : "";
  const closers = open.reverse().map((at) => (head[at] === "{" ? "}" : "]"));
  return stray + quote + closers.join("");
}

function readObject(slice: string): unknown {
  const value = readIfJson(slice) ?? readIfJson(pythonToJson(slice)) ?? readPrintedObject(slice);
  return typeof value === "object" && value !== null ? value : undefined;
}

/** A failed try costs more than a look at how an object has to begin. */
function readIfJson(slice: string): unknown {
  return /^\{\s*["}]/.test(slice) ? tryParse(slice) : undefined;
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\/])/g, "$1");
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Brackets alone would stop at every `[2026-…]` and `[type=missing]` of a log; objects carry the errors. */
function nextOpening(text: string, from: number): number {
  return text.indexOf("{", from);
}

/**
 * Where the object that opens here closes, minding strings; -1 if it does not. A walk that met no end has also learnt of the
 * brackets left open on its way that they have none, so that braces by the thousand are not walked from each of them.
 */
function closingOf(text: string, start: number, unclosed: Set<number>): number {
  if (unclosed.has(start)) return -1;
  const { end, open } = scan(text, start);
  if (end === -1) for (const at of open) unclosed.add(at);
  return end;
}

/** Walks to where what opens at `start` closes; without an end: the quote and the places of brackets still open. */
function scan(text: string, start: number): { end: number; quote: string; open: number[] } {
  const open: number[] = [];
  let quote = "";
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (quote !== "") {
      if (letter === "\\") at++;
      else if (letter === quote) quote = "";
    } else if (letter === '"' || (letter === "'" && opensString(text, at))) quote = letter;
    else if (letter === "{" || letter === "[") open.push(at);
    else if (letter === "}" || letter === "]") {
      open.pop();
      if (open.length === 0) return { end: at, quote, open };
    }
  }
  return { end: -1, quote, open };
}

/** An apostrophe opens a Python string only after a bracket, comma or colon. */
function opensString(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (text[before] === " " || text[before] === "\n")) before--;
  return before >= 0 && "{[(,:".includes(text[before] ?? "");
}
