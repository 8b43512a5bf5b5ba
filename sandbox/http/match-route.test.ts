import { expect, test } from "vitest";
import { route } from "./exchange.ts";
import { matchRoute, routeTable } from "./match-route.ts";
import { emptyReply } from "./reply.ts";

const answer = () => emptyReply(200);
const table = routeTable([
  route("GET", "/jobs/{id}", answer),
  route("GET", "/jobs/versions", answer),
  route("POST", "/jobs/{id}/cancel", answer),
]);

test("a literal segment wins over a parameter", () => {
  expect(matchRoute(table, "GET", "/jobs/versions")).toMatchObject({ route: { path: "/jobs/versions" }, params: {} });
});

test("parameters are decoded, and broken escapes are left as they are", () => {
  expect(matchRoute(table, "GET", "/jobs/a%20b")).toMatchObject({ params: { id: "a b" } });
  expect(matchRoute(table, "POST", "/jobs/%zz/cancel")).toMatchObject({ params: { id: "%zz" } });
});

test("an unknown path and a known one with another method are told apart", () => {
  expect(matchRoute(table, "GET", "/nothing")).toEqual({ found: "no-path" });
  expect(matchRoute(table, "GET", "/jobs/")).toEqual({ found: "no-path" });
  expect(matchRoute(table, "DELETE", "/jobs/a")).toEqual({ found: "no-method" });
});
