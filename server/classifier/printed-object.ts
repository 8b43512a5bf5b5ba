/** Where a reader stands in a text. */
interface Cursor {
  text: string;
  at: number;
  members: number;
}

const maxLength = 16 * 1024;
const maxMembers = 400;
const maxDepth = 8;

const begins = /^\{\s*(?:(?::?["']?[\w.$@-]{1,60}["']?|\[[\w.]{1,60}\])\s{0,4}(?:=>|[:=])|\})/;
const name =
  /[\s,]*(?::?"((?:[^"\\\n]|\\.){0,80})"|:?'((?:[^'\\\n]|\\.){0,80})'|\[([\w.]{1,60})\]|:?([A-Za-z_$@][\w.$@-]{0,60}))\s{0,4}(?:=>|[:=])\s*/y;
const quoted = /b?"((?:[^"\\]|\\[\s\S])*)"|b?'((?:[^'\\]|\\[\s\S])*)'/y;
/** `Some(…)`, `String(…)`. */
const wrapper = /[A-Za-z_]\w{0,40}\(\s*/y;
/** `Body {`, `%{`, `%Req.Response{`, `&{`. */
const opening = /(?:&?[A-Za-z_][\w.:]{0,60}\s?|%[\w.]{0,60}|&)?\{/y;
const word =
  /(?:(nil|null|None|NULL|undefined)|(true|True|TRUE|false|False|FALSE)|(-?\d{1,15}(?:\.\d{1,10})?))(?=\s*(?:[,}\])\n]|$))/y;
/** Up to the next member: behind a comma, at a line's end, or behind a space where Go writes `{Code:x Message:y}`. */
const bare =
  /(?:(?! [A-Z]\w{0,40}[:=])(?!,\s{0,8}(?:[:"']{0,2}[\w.]{1,40}["']?\s{0,3}(?:=>|[=:])|[}\])]|\n))[^\n}\]]){1,2000}/y;

/**
 * An object as languages print it, read as if it were JSON: Elixir's `%{"a" => nil}`, Ruby's `{:a=>nil}`, Node's
 * `{ a: 'b' }`, Rust's `E { a: Some("b") }`, Java's `{a=b, c=d}`, Go's `{A:b C:d}`. The text begins with its brace.
 * Undefined where it is no such thing. Linear, and bounded.
 */
export function readPrintedObject(text: string): Record<string, unknown> | undefined {
  if (text.length > maxLength || !begins.test(text)) return undefined;
  const cursor: Cursor = { text, at: 1, members: 0 };
  const found = readMembers(cursor, 0);
  return cursor.members > 0 ? found : undefined;
}

function readMembers(cursor: Cursor, depth: number): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  while (cursor.members < maxMembers) {
    const key = take(name, cursor);
    if (!key) break;
    cursor.members++;
    const value = readValue(cursor, depth);
    const named = key[1] ?? key[2] ?? key[3] ?? key[4] ?? "";
    if (value !== undefined)
      found[/^[A-Z][a-z]/.test(named) ? named.charAt(0).toLowerCase() + named.slice(1) : named] ??= value;
  }
  skipPast("}", cursor);
  return found;
}

function readValue(cursor: Cursor, depth: number): unknown {
  const string = take(quoted, cursor);
  if (string) return unescaped(string[1] ?? string[2] ?? "");
  const plain = take(word, cursor);
  if (plain) return plain[1] ? null : plain[2] ? /t/i.test(plain[2]) : Number(plain[3]);
  if (depth >= maxDepth) return bareValue(cursor);
  if (take(wrapper, cursor)) {
    const inner = readValue(cursor, depth + 1);
    skipPast(")", cursor);
    return inner;
  }
  if (take(opening, cursor)) return readMembers(cursor, depth + 1);
  if (cursor.text[cursor.at] === "[") return readItems(cursor, depth);
  return bareValue(cursor);
}

function bareValue(cursor: Cursor): string | undefined {
  return take(bare, cursor)?.[0].trim() || undefined;
}

function readItems(cursor: Cursor, depth: number): unknown[] {
  const items: unknown[] = [];
  for (cursor.at++; cursor.members < maxMembers; cursor.members++) {
    take(/[\s,]*/y, cursor);
    if (cursor.at >= cursor.text.length || cursor.text[cursor.at] === "]") break;
    const before = cursor.at;
    items.push(readValue(cursor, depth + 1));
    if (cursor.at === before) break;
  }
  skipPast("]", cursor);
  return items;
}

/** A closing mark, where it comes next. */
function skipPast(mark: string, cursor: Cursor): void {
  take(/[\s,]*/y, cursor);
  if (cursor.text[cursor.at] === mark) cursor.at++;
}

function take(pattern: RegExp, cursor: Cursor): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found) cursor.at += found[0].length;
  return found;
}

function unescaped(content: string): string {
  if (!content.includes("\\")) return content;
  return content.replace(/\\([\s\S])/g, (_, letter: string) =>
    letter === "n" ? "\n" : letter === "t" ? "\t" : letter,
  );
}

/** What PHP's `print_r` and `var_dump` and Go's maps print, with braces around it, as `readPrintedObject` takes it. */
export function withBraces(text: string): string {
  if (!text.includes("] =>") && !text.includes("]=>") && !text.includes("map[")) return text;
  return text
    .replace(/(?:\bArray|\b[\w\\]{1,80} Object)\s{0,20}\n\s{0,40}\(\s{0,4}\n/g, "{\n")
    .replace(/^[ \t]{0,200}\)[ \t]{0,8}$/gm, "}")
    .replace(/\b(?:array|object)\([\w\\]{1,80}\)(?:#\d{1,6} \(\d{1,6}\))? \{/g, "{")
    .replace(/\[(["']?)([\w.]{1,60})\1(?::[\w"\\:]{1,60})?\] ?=>\s{0,40}/g, '"$2" => ')
    .replace(/\bstring\(\d{1,9}\) "/g, '"')
    .replace(/\b(?:int|float|bool)\(([\w.]{1,20})\)/g, "$1")
    .replace(/\bmap\[(\w{1,40}:[^[\]]{0,4000})\]/g, (_, members: string) => `{${fromGo(members)}}`);
}

/** `detail:Job not found status:404` */
function fromGo(members: string): string {
  return members
    .split(/ (?=\w{1,40}:\S)/)
    .map((member) => {
      const colon = member.indexOf(":");
      return `${JSON.stringify(member.slice(0, colon))}:${JSON.stringify(member.slice(colon + 1))}`;
    })
    .join(",");
}
