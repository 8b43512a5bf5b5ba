import { expect, it } from "vitest";
import { gatewayUrl, sdkSnippet } from "./snippet.ts";

it("puts the gateway's address and the token into the SDK's own lines", () => {
  const place = {
    provider: "extend" as const,
    label: "Extend",
    keyPrefix: null,
    regions: [],
    snippet: { language: "TypeScript", text: 'new Client({ url: "{base_url}", key: "{token}" });' },
  };
  const url = gatewayUrl("https://docket.example", "extend", "us");
  expect(sdkSnippet(place, url, "dkt_abc").text).toBe(
    'new Client({ url: "https://docket.example/gateway/extend/us", key: "dkt_abc" });',
  );
});

it("says the two values plainly where the SDK's form is not known", () => {
  expect(sdkSnippet(undefined, "https://d/gateway/scopix/default", "dkt_abc").text).toBe(
    "base URL   https://d/gateway/scopix/default\nAPI key    dkt_abc",
  );
});
