import { expect, test } from "vitest";
import { baseUrlForPath } from "./base-url-for-path.ts";

const region = {
  baseUrl: "https://one.example",
  hosts: [
    { pathPrefix: "/v2", baseUrl: "https://two.example" },
    { pathPrefix: "/v2/old", baseUrl: "https://three.example" },
  ],
};

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
  expect(baseUrlForPath(region, "https://one.example", path)).toBe(host);
});

test("an address of another kind, and a region of one host, serve every path", () => {
  expect(baseUrlForPath(region, "http://127.0.0.1:8787/vendor", "/v2/parse")).toBe("http://127.0.0.1:8787/vendor");
  expect(baseUrlForPath({ baseUrl: "https://one.example" }, "https://one.example", "/v2")).toBe("https://one.example");
});
