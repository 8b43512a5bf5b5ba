/** Members only an error or a job that failed has, whatever its wrapping is called. */
const tellingKeys: ReadonlySet<string> = new Set([
  ...["detail", "failureReason", "failure_reason", "failureMessage", "error_code", "error_message", "errorMessage"],
]);
const maxTellingKeys = 40;
const maxItems = 6;

/** An application's own refusal that quotes the body it got: `{"detail": "Upstream error 402: {\"detail\": …}"}`. */
export const quotedBody = /\{\s{0,8}\\{0,2}["']/;
const refusalKeys: ReadonlySet<string> = new Set(["detail", "details"]);

/** A body, or the number of a status with words around it. */
function quotesAnAnswer(text: string): boolean {
  return quotedBody.test(text) || /\b[45]\d\d(?:$|:? )/.test(text);
}

const nothing: readonly unknown[] = [];

/** What a member of a name nobody knows holds of an answer, a failed job or somebody's error; most hold none. */
export function toldBy(key: string, inner: unknown, object: Readonly<Record<string, unknown>>): readonly unknown[] {
  if (typeof inner === "string") {
    if (capitalNames.has(key)) return [smallNames(object)];
    return (refusalKeys.has(key) ? quotesAnAnswer(inner) : isTellingJson(inner)) ? [inner] : nothing;
  }
  if (inner === true) return key === "isError" ? toolTexts(object) : nothing;
  return isRecord(inner) && speaksOfFailure(inner) ? [inner] : nothing;
}

function speaksOfFailure(inner: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(inner);
  if (keys.length > maxTellingKeys) return false;
  if (keys.some((each) => tellingKeys.has(each))) return true;
  if (keys.some((each) => /^(?:http_?)?status_?code$/i.test(each) && Number(inner[each]) >= 400)) return true;
  if (keys.includes("message")) return typeof inner.code === "string";
  // A body as browsers' recordings hold it, and what a tool of a model says.
  return keys.includes("isError") || (keys.includes("mimeType") && keys.includes("text"));
}

const tellingInside =
  /^\s{0,8}\{[\s\S]{0,400}"(?:detail|error|code|failureReason|error_code|error_message|message)"\s{0,4}:/;

function isTellingJson(text: string): boolean {
  return text.length > 8 && text.startsWith("{") && tellingInside.test(text);
}

/** What a tool of a model says of its failure: `{"isError": true, "content": [{"type": "text", "text": …}]}`. */
function toolTexts(answer: Readonly<Record<string, unknown>>): readonly string[] {
  const items = Array.isArray(answer.content) ? answer.content.slice(0, maxItems).filter(isRecord) : [];
  return items.flatMap(({ text }) => (typeof text === "string" ? [text] : []));
}

/** `[{"key": "http.status_code", "value": {"intValue": "429"}}]`, as spans list their attributes; null for any other list. */
export function namedValues(list: readonly unknown[]): Record<string, unknown> | null {
  const first = list[0];
  if (!isRecord(first) || !("key" in first) || !("value" in first)) return null;
  const named: Record<string, unknown> = {};
  for (const item of list.slice(0, maxTellingKeys)) {
    const { key, value } = item as { key?: unknown; value?: unknown };
    const plain = isRecord(value) ? Object.values(value)[0] : value;
    if (typeof key === "string")
      named[key] = typeof plain === "string" && /^\d{3}$/.test(plain) ? Number(plain) : plain;
  }
  return named;
}

/** Names by which an error of .NET or Go is known that kept its capitals. */
const capitalNames: ReadonlySet<string> = new Set(["Code", "Detail", "FailureReason"]);

/** `{"Code": …, "Message": …}` as `{"code": …, "message": …}`. */
function smallNames(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
}

/** An object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
