import { expect, test } from "vitest";
import type { RegionFact } from "./contract.ts";
import { vendorBase, vendorUrl } from "./vendor-url.ts";

const region: RegionFact = {
  id: "us",
  label: "United States",
  source: "test",
  baseUrl: "https://one.example",
  hosts: [
    { pathPrefix: "/v2", baseUrl: "https://two.example" },
    { pathPrefix: "/v2/old", baseUrl: "https://three.example" },
  ],
};
const vendor = { regions: [{ ...region, id: "eu", baseUrl: "https://eu.example", hosts: [] }, region] } as const;

test.each([
  ["/v2", "https://two.example"],
  ["/v2/parse?page=1", "https://two.example"],
  ["/v2?x=/v2/old/", "https://two.example"],
  ["/v2/old/parse", "https://three.example"],
  ["/v2/older", "https://two.example"],
  ["/v20/parse", "https://one.example"],
  ["/v1/v2/parse", "https://one.example"],
  ["/", "https://one.example"],
])("%s goes to %s", (path, host) => {
  expect(vendorBase(vendor, "https://one.example", path)).toBe(host);
  expect(vendorUrl(vendor, "https://one.example", path)).toBe(host + path);
});

test("an address of another kind, and a region of one host, serve every path", () => {
  expect(vendorBase(vendor, "http://127.0.0.1:8787/vendor", "/v2/parse")).toBe("http://127.0.0.1:8787/vendor");
  expect(vendorBase(vendor, "https://eu.example", "/v2/parse")).toBe("https://eu.example");
});
