import { expect, test } from "@playwright/test";
import { api, eventually, vendorSdk } from "../desk.ts";

test("an operator sees what a job cost, prices it, and sets a budget, hears of its threshold and removes it", async ({
  page,
}) => {
  test.setTimeout(120_000);
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
  await expect(page.getByRole("list", { name: "Thresholds of LlamaParse" })).toContainText("80 % at 32,000");

  await page.getByRole("button", { name: "Actions for the budget of LlamaParse" }).click();
  await page.getByRole("menuitem", { name: "Change…" }).click();
  const change = page.getByRole("dialog").getByRole("button", { name: "Change budget" });
  await page.getByLabel("Credits a month").fill("40");
  await page.getByLabel("Tell when this much is used").fill("100, 80");
  await expect(page.getByText("Thresholds ascend, and none stands twice.")).toBeVisible();
  await expect(change).toBeDisabled();
  await page.getByLabel("Tell when this much is used").fill("100");
  await change.click();
  await eventually(
    () => api("/budget-crossings?acknowledged=false"),
    ({ items }) => items.some(({ threshold }: { threshold: number | null }) => threshold === 100),
  );

  const metrics = async () => (await page.request.get("/metrics")).text();
  await expect.poll(metrics).toMatch(/docket_budget_threshold_reached_total\{.*,threshold="100"\} 1\n/);
  expect(await metrics()).toMatch(
    /docket_budget_used_ratio\{provider="llamaparse",region="all",budget="[0-9a-f-]+"\} \d/,
  );

  await page.goto("/overview?range=1h");
  const notice = page.getByRole("alert").filter({ hasText: "100 % of the month’s 40 credits are used" });
  await notice.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText("Acknowledged for everybody")).toBeVisible();
  await expect(notice).toHaveCount(0);

  await page.goto("/credits?range=1h&provider=llamaparse");
  await expect(page.getByRole("list", { name: "Thresholds of LlamaParse" })).toContainText("100 % reached");
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
