import { expect, test } from "vitest";
import { isFromOwnPage, ownOrigins } from "./own-origin.ts";

const from = (headers: Record<string, string>) => new Headers(headers);

test.each([
  ["localhost:3000", "http://localhost:3000"],
  ["10.0.0.7:8080", "http://10.0.0.7:8080"],
  ["[::1]:3000", "http://[::1]:3000"],
  ["docket.example.com", "https://docket.example.com"],
  ["Docket.Example.com", "https://docket.example.com"],
])("a page served from the host %s the request was sent to is our own", (host, origin) => {
  expect(isFromOwnPage(null, from({ host, origin }))).toBe(true);
});

test("the public URL's pages are our own, whatever host a proxy sends on", () => {
  const headers = from({ host: "app:3000", origin: "https://docket.example.com" });
  expect(isFromOwnPage("https://docket.example.com/desk", headers)).toBe(true);
  expect(isFromOwnPage(null, headers)).toBe(false);
});

test.each([
  ["another site", "https://evil.example"],
  ["another port", "https://docket.example.com:8443"],
  ["a longer host", "https://docket.example.com.evil.example"],
  ["a page without origin", "null"],
])("%s is not our own", (_case, origin) => {
  expect(isFromOwnPage("https://docket.example.com", from({ host: "docket.example.com", origin }))).toBe(false);
});

test.each(["*", "*.example", "evil.example/", "a@evil.example", "evil.example?", "", "evil example", "x:99999"])(
  "a Host header of %j makes no origin trusted",
  (host) => {
    expect(ownOrigins(null, { get: () => host } as unknown as Headers)).toEqual([]);
  },
);

test("a forwarded host is the caller's claim and makes nothing trusted", () => {
  const headers = from({
    host: "docket.example.com",
    "x-forwarded-host": "evil.example",
    origin: "https://evil.example",
  });
  expect(isFromOwnPage(null, headers)).toBe(false);
});

test("without an origin only the browser's own word for same-origin counts", () => {
  expect(isFromOwnPage(null, from({ host: "a", "sec-fetch-site": "same-origin" }))).toBe(true);
  expect(isFromOwnPage(null, from({ host: "a", "sec-fetch-site": "cross-site" }))).toBe(false);
  expect(isFromOwnPage(null, from({ host: "a" }))).toBe(false);
});
