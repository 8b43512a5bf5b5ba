import { expect, test } from "vitest";
import { adapterOf } from "#server/providers/index.ts";
import { scopeOfCall } from "./scope-of-call.ts";

const llamaparse = (query: string) => ({ provider: "llamaparse", region: "na", path: "/api/v2/parse", query }) as const;
const extend = { provider: "extend", region: "us", path: "/parse_runs", query: "?responseType=url" } as const;

test("the parameters a vendor scopes by are kept, and no others", () => {
  expect(scopeOfCall(llamaparse("?project_id=p%201&page_size=5"), {})).toBe("project_id=p+1");
  expect(scopeOfCall(llamaparse("?page_size=5"), { "x-extend-workspace-id": "ws_1" })).toBeNull();
});

test("the headers a vendor scopes by are kept, and no others", () => {
  const headers = { "x-extend-workspace-id": "ws_1", authorization: "Bearer secret", "x-other": "a" };
  expect(scopeOfCall(extend, headers)).toBe("x-extend-workspace-id=ws_1");
  expect(scopeOfCall(extend, {})).toBeNull();
});

test("what is too long for a name is none", () => {
  expect(scopeOfCall(extend, { "x-extend-workspace-id": "w".repeat(201) })).toBeNull();
});

test("polls and cancels of a run repeat the workspace it was made in", () => {
  const scope = scopeOfCall(extend, { "x-extend-workspace-id": "ws 1&x=y" });
  const job = { vocabulary: "parse_run", vendorJobId: "pr_1" };
  const { pollRequest, cancelRequest } = adapterOf("extend");
  for (const request of [pollRequest({ ...job, scope }), cancelRequest({ ...job, scope })]) {
    expect(request?.headers).toEqual({
      "x-extend-api-version": "2026-02-09",
      "x-extend-workspace-id": "ws 1&x=y",
    });
  }
  expect(pollRequest({ ...job, scope: null })?.headers).toEqual({ "x-extend-api-version": "2026-02-09" });
});
