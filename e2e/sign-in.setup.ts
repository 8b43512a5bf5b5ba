import { expect, test } from "@playwright/test";
import { desk } from "./desk.ts";

test("an operator signs in", async ({ page }) => {
  await page.goto("/jobs?range=7d");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("E-mail").fill(desk.admin.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "do not fit together" })).toBeVisible();
  await page.getByLabel("Password").fill(desk.admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/jobs\?range=7d/);
  await page.context().storageState({ path: "test-results/session.json" });
});
