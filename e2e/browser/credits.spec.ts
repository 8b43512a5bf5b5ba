import { expect, test } from "@playwright/test";
import { api, eventually, vendorSdk } from "../desk.ts";

test("an operator sees what a job cost, prices it, and sets and removes a budget", async ({ page }) => {
  const sdk = vendorSdk();
  const made = await sdk.parsing.create({
    source_url: "https://example.com/instant-bill-0s-pages-4.pdf",
    tier: "agentic",
    version: "latest",
  });
  await eventually(
    () => api("/credits/summary?by=tier&range=1h&provider=llamaparse"),
    ({ items }) =>
      items.some((item: { key: string; reported: number }) => item.key === "agentic" && item.reported >= 40),
  );
  expect(made.id).toMatch(/^pjb-/);

  await page.goto("/credits?range=1h&provider=llamaparse&by=tier");
  await expect(page.getByRole("table", { name: "Credits by dimension" })).toContainText("agentic");

  await page.getByRole("button", { name: "Set price" }).click();
  await page.getByLabel("Price of one credit").fill("0.5");
  await page.getByRole("dialog").getByRole("button", { name: "Set price" }).click();
  await expect(page.getByText("0.5 USD")).toBeVisible();
  await expect(page.getByRole("table", { name: "Credits by dimension" })).toContainText("USD");

  await page.getByRole("button", { name: "Set budget" }).click();
  await page.getByLabel("Credits a month").fill("40,000");
  await page.getByRole("dialog").getByRole("button", { name: "Set budget" }).click();
  await expect(page.getByText("of 40,000").first()).toBeVisible();

  await page.getByRole("button", { name: "Actions for the budget of LlamaParse" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await page.getByRole("button", { name: "Remove budget" }).click();
  await expect(page.getByText("None is set. A budget for")).toBeVisible();
});

test("a job that failed and was billed stands in the list of what was lost, and in the claim", async ({ page }) => {
  const made = await vendorSdk().parsing.create({
    source_url: "https://example.com/instant-fail-TIMEOUT-billed-failure-bill-0s-pages-2.pdf",
    tier: "agentic",
    version: "latest",
  });
  await eventually(
    () => api("/credits/lost?range=1h"),
    ({ items }) => items.some((item: { vendorJobId: string }) => item.vendorJobId === made.id),
  );
  await page.goto("/credits?range=1h&kind=failed");
  const table = page.getByRole("table", { name: "Paid but lost" });
  await expect(table).toContainText("and was billed.");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /Download the claim as CSV/ }).click();
  const stream = await (await download).createReadStream();
  let csv = "";
  for await (const chunk of stream) csv += chunk;
  expect(csv).toContain(made.id);
});
