import { expect, test } from "vitest";
import { isAllowedHost, payloadHostProblem } from "./payload-host.ts";

test.each([
  "files.example.com",
  "example.com",
  "*.example.com",
  "*.s3.eu-west-1.amazonaws.com",
  "a-1.xn--bcher-kva.example",
])("%s can be allowed", (host) => {
  expect(payloadHostProblem(host)).toBeNull();
});

test.each([
  ["https://files.example.com", /without https/],
  ["files.example.com/path", /without a path/],
  ["user@files.example.com", /without a path/],
  ["files.example.com:8443", /port/],
  ["127.0.0.1", /IP address/],
  ["*.168.1.1", /IP address/],
  ["2130706433", /IP address/],
  ["0x7f.0.0.0x1", /IP address/],
  ["[::1]", /IP address/],
  ["fd00::1", /IP address/],
  ["localhost", /this machine/],
  ["api.localhost", /this machine/],
  ["metadata.google.internal", /this machine/],
  ["printer.local", /this machine/],
  ["*", /star/],
  ["*.com", /two labels/],
  ["*.*.example.com", /star/],
  ["files.*.example.com", /star/],
  ["files", /whole name/],
  ["files.example.com.", /no host name/],
  ["files..example.com", /no host name/],
  ["-files.example.com", /no host name/],
  ["fi_les.example.com", /no host name/],
  ["bücher.example", /no host name/],
  ["", /whole name/],
  [`${"a".repeat(64)}.example.com`, /no host name/],
  [`${"a.".repeat(130)}com`, /no host name/],
])("%s is refused, and the sentence says why", (host, why) => {
  expect(payloadHostProblem(host)).toMatch(why);
});

test("an exact name allows itself alone, and a star everything below but not the name itself", () => {
  expect(isAllowedHost("files.example.com", ["files.example.com"])).toBe(true);
  expect(isAllowedHost("x.files.example.com", ["files.example.com"])).toBe(false);
  expect(isAllowedHost("x.files.example.com", ["*.example.com"])).toBe(true);
  expect(isAllowedHost("example.com", ["*.example.com"])).toBe(false);
  expect(isAllowedHost("evilexample.com", ["*.example.com"])).toBe(false);
  expect(isAllowedHost("files.example.com.evil.test", ["*.example.com", "files.example.com"])).toBe(false);
  expect(isAllowedHost("files.example.com", [])).toBe(false);
});
