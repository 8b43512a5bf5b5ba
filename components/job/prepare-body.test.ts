import { describe, expect, it } from "vitest";
import { type PreparedBody, prepareBody } from "./prepare-body.ts";

const text = (body: PreparedBody) =>
  body.lines.map((line) => "  ".repeat(line.depth) + line.parts.map((part) => part.text).join("")).join("\n");
const marked = (body: PreparedBody) =>
  body.lines.flatMap((line) => line.parts.filter((part) => part.error).map((part) => part.text));

describe("prepareBody", () => {
  it("indents JSON as JSON.stringify would, empty brackets kept together", () => {
    const value = { job: { id: "pjb-1", pages: [1, 2], usage: null, none: {}, list: [] }, ok: true };
    expect(text(prepareBody(JSON.stringify(value), []))).toBe(JSON.stringify(value, null, 2));
  });

  it("shows numbers and escapes exactly as they came, not as a parser would rewrite them", () => {
    const body = '{"credits":1.50,"big":12345678901234567890,"name":"caf\\u00e9"}';
    expect(text(prepareBody(body, []))).toContain('"credits": 1.50');
    expect(text(prepareBody(body, []))).toContain("12345678901234567890");
    expect(text(prepareBody(body, []))).toContain("caf\\u00e9");
  });

  it("lays out a body that was cut off as far as it goes", () => {
    const body = prepareBody('{"job":{"status":"FAILED","error_message":"An unkn', []);
    expect(body.form).toBe("json");
    expect(text(body)).toContain('    "status": "FAILED"');
    expect(text(prepareBody('{"ok":tru', []))).toBe('{\n  "ok": tru');
  });

  it("marks the words the failure was read from, and values under error keys", () => {
    const body = '{"status":"FAILED","error_message":"It broke","note":"FAILED softly","code":12,"error":null}';
    expect(marked(prepareBody(body, ["FAILED", "12"]))).toEqual(['"FAILED"', '"It broke"', "12"]);
    expect(marked(prepareBody('{"status":"SUCCESS"}', ["FAILED"]))).toEqual([]);
  });

  it("leaves what is not JSON alone", () => {
    const html = prepareBody("<html>\n<h1>502 Bad Gateway</h1>", ["502 Bad Gateway"]);
    expect(html.form).toBe("text");
    expect(html.lines.map((line) => line.parts[0]?.error)).toEqual([false, true]);
    expect(prepareBody("{not json at all}", []).form).toBe("text");
    expect(prepareBody("  ", []).form).toBe("empty");
  });

  it("shortens one huge value and says how much is missing", () => {
    const body = text(prepareBody(JSON.stringify({ markdown: "x".repeat(5000) }), []));
    expect(body.length).toBeLessThan(1500);
    expect(body).toContain("3,802 characters more");
  });
});
