import { type JsonToken, jsonTokens, stringValue, type TokenKind } from "./json-tokens.ts";

/** A piece of a displayed line. `error` marks what the failure was read from. */
export interface BodyPart {
  kind: TokenKind | "plain";
  text: string;
  error: boolean;
}

/** A body ready to show, line by line. */
export interface PreparedBody {
  form: "json" | "text" | "empty";
  lines: { depth: number; parts: BodyPart[] }[];
}

/** Longest single value drawn in full; a page of Markdown in one JSON string would bury everything else. */
const longestValue = 1200;

/**
 * Lays a recorded body out for reading. JSON is indented from its own pieces (no re-serialising, so what is seen is what
 * was sent); anything else stays as it is. `errorTexts` are the failure's own words (code, message, vendor status):
 * values equal to one of them, or under a key that speaks of an error, are marked.
 */
export function prepareBody(body: string, errorTexts: readonly string[]): PreparedBody {
  if (body.trim() === "") return { form: "empty", lines: [] };
  const tokens = jsonTokens(body);
  if (!tokens) return { form: "text", lines: plainLines(body, errorTexts) };
  return { form: "json", lines: indent(markErrors(tokens, errorTexts)) };
}

function plainLines(body: string, errorTexts: readonly string[]): PreparedBody["lines"] {
  return body.split(/\r?\n/).map((text) => ({
    depth: 0,
    parts: [{ kind: "plain", text: shorten(text), error: errorTexts.some((e) => e.length > 3 && text.includes(e)) }],
  }));
}

function markErrors(tokens: readonly JsonToken[], errorTexts: readonly string[]): BodyPart[] {
  let key = "";
  return tokens.map((token) => {
    if (token.kind === "key") key = stringValue(token.text);
    const error = isValue(token) && (speaksOfError(key, token) || isErrorText(token, errorTexts));
    if (token.text === "," || token.text === "}") key = "";
    return { kind: token.kind, text: shorten(token.text), error };
  });
}

function isValue(token: JsonToken): boolean {
  return token.kind === "string" || token.kind === "number";
}

function speaksOfError(key: string, token: JsonToken): boolean {
  return token.kind === "string" && token.text !== '""' && /error|failure/i.test(key);
}

function isErrorText(token: JsonToken, errorTexts: readonly string[]): boolean {
  const value = token.kind === "string" ? stringValue(token.text) : token.text;
  return value !== "" && errorTexts.includes(value);
}

function shorten(text: string): string {
  if (text.length <= longestValue) return text;
  const left = (text.length - longestValue).toLocaleString("en");
  return `${text.slice(0, longestValue)}… (${left} characters more; copy takes them all)`;
}

/** Breaks after openings and commas, before closings; empty brackets stay together. */
function indent(parts: readonly BodyPart[]): PreparedBody["lines"] {
  const lines: PreparedBody["lines"] = [];
  let line: PreparedBody["lines"][number] = { depth: 0, parts: [] };
  const breakLine = (by: -1 | 0 | 1) => {
    lines.push(line);
    line = { depth: line.depth + by, parts: [] };
  };
  parts.forEach((part, i) => {
    const before = parts[i - 1]?.text ?? "";
    const closes = isClosing(part.text);
    if (isOpening(before) && !closes) breakLine(1);
    else if (before === ",") breakLine(0);
    else if (closes && !isOpening(before)) breakLine(-1);
    line.parts.push(part.text === ":" ? { ...part, text: ": " } : part);
  });
  return [...lines, line];
}

function isOpening(text: string): boolean {
  return text === "{" || text === "[";
}

function isClosing(text: string): boolean {
  return text === "}" || text === "]";
}
