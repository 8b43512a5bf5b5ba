import { expect, test } from "vitest";
import { providers } from "#server/providers/index.ts";
import { baseUrlFor, checkBaseUrl } from "./base-url.ts";

test.each([
  ["https://llamacloud.example.com", "https://llamacloud.example.com"],
  ["https://llamacloud.example.com/", "https://llamacloud.example.com"],
  ["https://10.0.0.7:8443/llama/api//", "https://10.0.0.7:8443/llama/api"],
  ["HTTPS://Example.COM/Path", "https://example.com/Path"],
  ["http://localhost:8000", "http://localhost:8000"],
  ["http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x"],
  ["http://127.1", "http://127.0.0.1"],
  ["http://[::1]:9", "http://[::1]:9"],
])("%s is kept as %s", (text, baseUrl) => {
  expect(checkBaseUrl(text)).toEqual({ baseUrl });
});

test.each([
  ["llamacloud.example.com", "whole address"],
  ["//llamacloud.example.com", "whole address"],
  ["", "whole address"],
  ["ftp://example.com", "https://"],
  ["file:///etc/passwd", "https://"],
  ["http://example.com", "this machine only"],
  ["http://127.0.0.1.example.com", "this machine only"],
  ["http://localhost.example.com", "this machine only"],
  ["http://127.example.com", "this machine only"],
  ["https://user@example.com", "user name or password"],
  ["https://user:word@example.com", "user name or password"],
  ["https://example.com/?", "query or a fragment"],
  ["https://example.com/a?b=c", "query or a fragment"],
  ["https://example.com/#", "query or a fragment"],
])("%s is refused", (text, reason) => {
  expect(checkBaseUrl(text)).toEqual({ problem: expect.stringContaining(reason) });
});

const sandboxUrl = "http://127.0.0.1:4100";

test.each(providers)("$id resolves each of its regions, and no other", (adapter) => {
  for (const region of adapter.regions) {
    const own = region.id === "byoc" ? "https://own.example.com" : null;
    const url = baseUrlFor(sandboxUrl, adapter, region.id, own);
    if (region.id === "sandbox") expect(url).toBe(`${sandboxUrl}/${adapter.id}`);
    else expect(url).toBe(own ?? region.baseUrl);
  }
  expect(baseUrlFor(sandboxUrl, adapter, "atlantis", "https://own.example.com")).toBeNull();
});

test.each(providers)("$id has no sandbox address while the sandbox is off", (adapter) => {
  expect(baseUrlFor(null, adapter, "sandbox", null)).toBeNull();
});
