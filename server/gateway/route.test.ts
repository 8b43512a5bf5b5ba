import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "./refusal.ts";
import { readRoute } from "./route.ts";

const codeOf = (url: string): string => {
  try {
    readRoute(url);
    return "accepted";
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

test.each([
  ["/gateway/llamaparse/eu/api/v2/parse", "/api/v2/parse", ""],
  [
    "/gateway/llamaparse/na/api/v2/parse/a%2Fb%20c?expand=a&expand=b&q=%C3%BC+x",
    "/api/v2/parse/a%2Fb%20c",
    "?expand=a&expand=b&q=%C3%BC+x",
  ],
  ["/gateway/llamaparse/na/?", "/", "?"],
  ["/gateway/llamaparse/na", "/", ""],
  ["/gateway/llamaparse/na?a=../b", "/", "?a=../b"],
  ["/gateway/llamaparse/byoc//twice//", "//twice//", ""],
  ["/gateway/llamaparse/na/a.b/..c/d..?x", "/a.b/..c/d..", "?x"],
])("%s goes to %s with the query %j, byte for byte", (url, path, query) => {
  expect(readRoute(url)).toMatchObject({ provider: "llamaparse", path, query });
});

test("path and query of any bytes come out as they went in", () => {
  const segment = fc.stringMatching(/^[A-Za-z0-9._~!$&'()*+,;=:@-]{1,12}$/).filter((text) => !/^\.{1,2}$/.test(text));
  const escaped = fc.stringMatching(/^(%[0-9A-F]{2}){1,4}$/).filter((text) => !/%5C|%2E|%2F/.test(text));
  const path = fc.array(fc.oneof(segment, escaped), { maxLength: 8 }).map((parts) => `/${parts.join("/")}`);
  const query = fc.oneof(
    fc.constant(""),
    fc.string().map((text) => `?${text.replaceAll("#", "")}`),
  );
  fc.assert(
    fc.property(path, query, (path, query) => {
      expect(readRoute(`/gateway/llamaparse/eu${path}${query}`)).toEqual({
        provider: "llamaparse",
        region: "eu",
        path,
        query,
      });
    }),
  );
});

test.each([
  "/gateway/llamaparse/byoc/..",
  "/gateway/llamaparse/byoc/api/../../secret",
  "/gateway/llamaparse/byoc/%2e%2e/secret",
  "/gateway/llamaparse/byoc/%2E./secret",
  "/gateway/llamaparse/byoc/.%2e/secret",
  "/gateway/llamaparse/byoc/a/..%2fsecret",
  "/gateway/llamaparse/byoc/a%2F..%2F..%2Fsecret",
  "/gateway/llamaparse/byoc/a%2f%2e%2e",
  "/gateway/llamaparse/byoc/..\\secret",
  "/gateway/llamaparse/byoc/a%5C..%5Csecret",
  "/gateway/llamaparse/byoc/%5cserver",
])("%s climbs out of its base and is refused", (url) => {
  expect(codeOf(url)).toBe("bad_path");
});

test.each([
  ["/gateway/", "unknown_provider"],
  ["/gateway", "unknown_provider"],
  ["/gateway//na/api", "unknown_provider"],
  ["/gateway/nobody/na/api", "unknown_provider"],
  ["/gateway/LlamaParse/na/api", "unknown_provider"],
  ["/gateway/constructor/na/api", "unknown_provider"],
  ["/gateway/llamaparse%2Fna/api", "unknown_provider"],
  ["/gateway/llamaparse", "unknown_region"],
  ["/gateway/llamaparse/", "unknown_region"],
  ["/gateway/llamaparse/mars/api", "unknown_region"],
  ["/gateway/llamaparse/../na/api", "unknown_region"],
])("%s is refused as %s", (url, code) => {
  expect(codeOf(url)).toBe(code);
});

test("a refusal repeats a strange name only as far as it is harmless", () => {
  expect(() => readRoute('/gateway/<script>alert("x")</script>/na')).toThrow('no provider called "scriptalertx"');
  expect(() => readRoute(`/gateway/${"a".repeat(500)}/na`)).toThrow(`"${"a".repeat(40)}"`);
  expect(() => readRoute("/gateway/llamaparse/mars/api")).toThrow("it has na, eu, byoc, sandbox.");
});

test("no text makes it do anything but answer or refuse", () => {
  fc.assert(fc.property(fc.string(), (text) => void codeOf(`/gateway/llamaparse/na${text}`)));
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(["accepted", "unknown_provider", "unknown_region", "bad_path"]).toContain(codeOf(text));
    }),
  );
});
