import { toFile } from "@llamaindex/llama-cloud";
import { expect, test } from "@playwright/test";
import { vendorSdk } from "../desk.ts";

const sdk = vendorSdk();
const pdf = (name: string) => toFile(Buffer.from("%PDF-1.4 sample"), name);

test("a job shows up while it runs, and is seen to its end", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("/jobs");
  await sdk.parsing.create({ tier: "agentic", version: "latest", upload_file: await pdf("live-report run-15s.pdf") });
  const row = page.getByRole("row").filter({ hasText: "live-report run-15s.pdf" });
  await expect(row).toContainText(/Queued|Running/);
  await expect(row).toContainText("Succeeded", { timeout: 45_000 });
  await row.getByRole("link", { name: "live-report run-15s.pdf" }).click();
  await expect(page.locator("#content").getByRole("heading", { name: "live-report run-15s.pdf" })).toBeVisible();
  await expect(page.getByText("Call accepted by the vendor")).toBeVisible();
  await expect(page.getByText("COMPLETED").first()).toBeVisible();
});

test("a failed job stands beside its guidance, and the guidance has a page of its own", async ({ page }) => {
  const job = await sdk.parsing.create({
    tier: "fast",
    version: "latest",
    upload_file: await pdf("fail-PDF_IS_PROTECTED.pdf"),
  });
  await page.goto(`/jobs/${job.id}`);
  const card = page.getByRole("region", { name: /^Guidance:/ });
  await expect(card).toContainText("The caller: unlock the PDF.");
  await expect(card).toContainText("What to do");
  await expect(card).toContainText("Why we say so");
  await card.getByRole("link", { name: "llamaparse/pdf-is-protected" }).click();
  await expect(page).toHaveURL(/\/guidance\/llamaparse\/pdf-is-protected/);
  await expect(page.getByText("PDF_IS_PROTECTED").first()).toBeVisible();
});

test("filters live in the address", async ({ page }) => {
  await page.goto("/jobs?state=failed&q=fail-PDF_IS_PROTECTED.pdf");
  await expect(page.getByRole("row").filter({ hasText: "fail-PDF_IS_PROTECTED.pdf" }).first()).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "live-report" })).toHaveCount(0);
});

test("the overview shows the place, its failures by cause, and what failed", async ({ page }) => {
  await page.goto("/overview");
  await expect(page.getByRole("row", { name: /^LlamaParse sandbox / })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Failures by cause" })).toBeVisible();
  await expect(page.getByText("What failed, newest first")).toBeVisible();
  await expect(page.getByText("The PDF is locked with a password").first()).toBeVisible();
});

test("diagnose names the entry of a pasted error", async ({ page }) => {
  await page.goto("/diagnose");
  await page.getByLabel("The error").fill('402 {"detail":"No quota left to create a job"}');
  await page.getByRole("button", { name: "Diagnose" }).click();
  await expect(page.getByRole("region", { name: /^Guidance:/ })).toContainText("Quota");
});
