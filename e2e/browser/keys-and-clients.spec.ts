import { expect, test } from "@playwright/test";
import { vendorSdk } from "../desk.ts";

test("the built-in sandbox key is tested from the screen", async ({ page }) => {
  await page.goto("/keys");
  const row = page.getByRole("row").filter({ hasText: "Built-in sandbox" }).first();
  await expect(row).toContainText("sandbox");
  await row.getByRole("button").last().click();
  await page.getByRole("menuitem", { name: /test/i }).click();
  await expect(row).toContainText(/works/i);
});

test("a client's token is shown once, works, and stops working when revoked", async ({ page }) => {
  await page.goto("/clients");
  await page
    .getByRole("button", { name: /new client|create client|add client/i })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/name/i).first().fill("billing-intake");
  await dialog.getByRole("button", { name: /create|add/i }).click();
  const shown = page
    .getByRole("dialog")
    .getByText(/dkt_client_[\w-]{20,}/)
    .first();
  await expect(shown).toBeVisible();
  const token = /dkt_client_[\w-]{20,}/.exec((await shown.textContent()) ?? "")?.[0] ?? "";
  const sdk = vendorSdk(token);
  await expect
    .poll(async () => (await sdk.parsing.list({ page_size: 1 }).catch((error) => error)).status ?? 200)
    .toBe(200);
});
