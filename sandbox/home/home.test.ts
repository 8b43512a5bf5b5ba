import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { runSandbox } from "../testing/run-sandbox.ts";
import type { Catalogue } from "./catalogue.ts";

const sandbox = runSandbox();

test("the catalogue is data at one address and, for a browser, a page at another", async () => {
  const catalogue = (await (await fetch(`${sandbox.url()}/provocations.json`)).json()) as Catalogue;
  const [llamaparse] = catalogue.providers.filter((provider) => provider.id === "llamaparse");
  expect(llamaparse?.provocations.map((item) => item.slug)).toContain("http-402-no-quota");
  expect(await (await fetch(`${sandbox.url()}/`)).json()).toEqual(catalogue);
  const page = await fetch(`${sandbox.url()}/`, { headers: { accept: "text/html" } });
  expect(page.headers.get("content-type")).toContain("text/html");
  const html = await page.text();
  for (const { slug } of llamaparse?.provocations ?? []) expect(html).toContain(`<code>${slug}</code>`);
});

test("there is nothing else outside the vendors", async () => {
  expect((await fetch(`${sandbox.url()}/unknown/api`)).status).toBe(404);
  expect((await fetch(`${sandbox.url()}/`, { method: "POST" })).status).toBe(405);
});

test("PROVOCATIONS.md says what the sandbox says", async () => {
  const served = await (await fetch(`${sandbox.url()}/provocations.md`)).text();
  const written = await readFile(new URL("../PROVOCATIONS.md", import.meta.url), "utf8");
  expect(unpadded(written)).toEqual(unpadded(served));
});

/** The formatter pads tables; what stands in them is compared. */
function unpadded(markdown: string): string[] {
  return markdown.replace(/-{3,}/g, "---").replace(/ +/g, " ").trim().split("\n");
}
