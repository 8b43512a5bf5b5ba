import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

const screens = [
  "/overview",
  "/jobs",
  "/jobs?view=times",
  "/failures",
  "/failures?view=trends",
  "/credits",
  "/incidents",
  "/guidance",
  "/diagnose",
  "/keys",
  "/clients",
  "/settings",
];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    // A button on its way from disabled to enabled has, for a tenth of a second, neither's colours.
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });
    for (const path of screens) {
      test(`${path} has no violation axe can find, and no error in the console`, async ({ page }) => {
        const errors: string[] = [];
        page.on("pageerror", (error) => errors.push(String(error)));
        page.on("console", (message) => {
          if (message.type() === "error") errors.push(`${message.text()} ${message.location().url}`);
        });
        await page.goto(path);
        await page.waitForLoadState("networkidle");
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        expect(errors).toEqual([]);
      });
    }
  });
}

test.describe("signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });
  for (const path of screens) {
    test(`${path} demands a session`, async ({ page, request }) => {
      await page.goto(path);
      await expect(page).toHaveURL(/\/sign-in/);
      expect((await request.get("/api/v1/jobs")).status()).toBe(401);
    });
  }
});
