import { readFile } from "node:fs/promises";
import { toFile } from "@llamaindex/llama-cloud";
import { expect, test } from "@playwright/test";
import { api, endedJob, eventually, vendorSdk } from "../desk.ts";

const sdk = vendorSdk();
/** The trends ask many questions at once: a busy machine takes its time over the first answers. */
const patient = { timeout: 40_000 };
const code = "PDF_IS_PROTECTED";
const entry = "llamaparse/pdf-is-protected";

test.describe.configure({ timeout: 120_000 });

test.beforeAll(async () => {
  for (let n = 0; n < 3; n++) {
    const file = await toFile(Buffer.from("%PDF-1.4 sample"), `fail-${code} trend-${n}.pdf`);
    await endedJob((await sdk.parsing.create({ tier: "fast", version: "latest", upload_file: file })).id);
  }
  await eventually(
    () => api(`/trends/failures?by=entry&range=1h&entry=${entry}`),
    (trend) => trend.series[0]?.failures >= 3,
  );
});

test("from all causes to one family, to its entry, to the single failures of a stripe, and back", async ({ page }) => {
  await page.goto("/failures?view=trends&range=1h");
  const card = page.getByRole("region", { name: "Failures over time" });
  await card.getByRole("button", { name: /^Protected file/ }).click(patient);
  await expect(page).toHaveURL(/family=protected_file/);
  const drilled = page.getByRole("region", { name: /All causes/ });
  await expect(drilled).toContainText(code);
  await drilled.locator(".recharts-bar-rectangle rect[rx='1']").last().click();
  await expect(page).toHaveURL(/view=single/);
  const address = new URL(page.url()).searchParams;
  expect(Date.parse(address.get("to") ?? "") - Date.parse(address.get("from") ?? "")).toBe(60_000);
  // Other specs' failures may share the minute and the family: whichever stripe was on top, its failures are listed.
  const { items } = await api(`/failures?${address}`.replace("view=single&", ""));
  expect(items.length).toBeGreaterThan(0);
  expect(
    items.every(
      (failure: { family: string; entryId: string }) =>
        failure.family === "protected_file" && failure.entryId === address.get("entry"),
    ),
  ).toBe(true);
  await expect(page.getByRole("row").filter({ hasText: items[0].title }).first()).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "All causes" }).click();
  await expect(page).not.toHaveURL(/family=/);
});

test("a cell of the error codes is reached by keys and leads to its failures", async ({ page }) => {
  await page.goto(`/failures?view=trends&range=1h&entry=${entry}`);
  const grid = page.getByRole("grid", { name: "Failures by entry over time" });
  await expect(grid.getByRole("row").first()).toContainText(code, patient);
  await grid.locator("button[tabindex='0']").focus();
  const failed = /^The PDF is locked with a password, .*: [1-9]\d* failure/;
  await page.keyboard.press("Home");
  let words = "";
  for (let minute = 0; minute < 61 && !failed.test(words); minute++) {
    await page.keyboard.press("ArrowRight");
    words = (await grid.locator("button:focus").getAttribute("aria-label")) ?? "";
  }
  expect(words).toMatch(failed);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/view=single/);
  await expect(page.getByRole("row").filter({ hasText: "The PDF is locked with a password" }).first()).toBeVisible();
});

test("a list is turned round, from its other end and by its address", async ({ page }) => {
  await page.goto("/jobs?range=1h&q=trend-");
  const first = page.getByRole("row").nth(1);
  await expect(first).toContainText("trend-2.pdf", patient);
  await page.getByRole("button", { name: "Newest first" }).click();
  await expect(page).toHaveURL(/order=oldest/);
  await expect(first).toContainText("trend-0.pdf");
  await page.reload();
  await expect(first).toContainText("trend-0.pdf", patient);
  await page.getByRole("button", { name: "Oldest first" }).click();
  await expect(first).toContainText("trend-2.pdf");
  await page.goto("/failures?view=single&range=1h&order=oldest");
  await expect(page.getByRole("button", { name: "Oldest first" })).toBeVisible(patient);
});

test("a search of file names that takes long shows how far it got, and what it finds when it gets there", async ({
  page,
}) => {
  await page.goto("/jobs?range=1h");
  await expect(page.getByRole("row").nth(1)).toBeVisible(patient);
  const oldest = "2026-01-05T00:00:00.000Z";
  let goOn = () => {};
  const mayGoOn = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  // As the database answers when it holds millions of names: nothing yet, and from where to go on.
  await page.route(/\/api\/v1\/jobs\?.*q=trend-/, async (route) => {
    const url = new URL(route.request().url());
    if (url.searchParams.get("cursor") === null)
      return route.fulfill({ json: { items: [], next: "b25lLW1vcmU", lookedTo: oldest } });
    await mayGoOn;
    url.searchParams.delete("cursor");
    return route.fulfill({ response: await route.fetch({ url: url.href }) });
  });
  const field = page.getByPlaceholder("Job id, request id, file name, client");
  await field.fill("trend-");
  await field.press("Enter");
  await expect(page.getByText("Looking for “trend-” in file names. Done back to")).toBeVisible(patient);
  await expect(page.getByText("None found yet")).toBeVisible();
  goOn();
  await expect(page.getByRole("row").filter({ hasText: "trend-0.pdf" }).first()).toBeVisible(patient);
  await expect(page.getByText("Done back to")).toBeHidden();
});

test("a chart is zoomed into by keys and by a drag, and Escape goes back", async ({ page }) => {
  await page.goto("/overview?range=1h");
  await page.getByRole("slider", { name: /^Zoom/ }).first().focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/zoomed=1h/);
  const zoomed = new URL(page.url()).searchParams;
  expect(Date.parse(zoomed.get("to") ?? "") - Date.parse(zoomed.get("from") ?? "")).toBe(120_000);
  await expect(page.getByRole("button", { name: "Back to Last hour" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/range=1h/);
  await expect(page).not.toHaveURL(/zoomed/);
  const box = await page.getByRole("slider", { name: /^Zoom/ }).first().boundingBox();
  if (!box) throw new Error("The chart has no plot.");
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/zoomed=1h/);
  await page.getByRole("button", { name: "Back to Last hour" }).click();
  await expect(page).toHaveURL(/range=1h/);
});

test("the list says how many there are and is saved whole, as the filters leave it", async ({ page }) => {
  await page.goto(`/failures?view=single&range=1h&entry=${entry}`);
  const { items } = await api(`/failures?entry=${entry}&range=1h&limit=200`);
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("docket-failures.csv");
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(lines.length - 1).toBe(items.length);
  expect(lines.slice(1).every((line) => line.includes(entry))).toBe(true);
  await expect(page.getByText("Saved docket-failures.csv")).toBeVisible();
});

test("an export that cannot be had says why, and the list stays", async ({ page }) => {
  await page.goto("/jobs?range=1h");
  await page.route("**/api/v1/exports/**", (route) => route.abort());
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /NDJSON/ }).click();
  const notice = page.getByRole("region", { name: "Notifications" });
  await expect(notice.getByText("The Docket server could not be reached.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "trend-0.pdf" }).first()).toBeVisible();
});

test("how long jobs take, at each place, and what counts as stuck", async ({ page }) => {
  await page.goto("/jobs?view=times&range=1h");
  await expect(page.getByRole("heading", { name: "How long they took" })).toBeVisible();
  const places = page.getByRole("table", { name: "How long, by provider and region" });
  await expect(places.getByRole("row").filter({ hasText: "sandbox" }).first()).toContainText(/\d (ms|s)/);
  await expect(page.getByRole("heading", { name: "Stuck jobs" })).toBeVisible();
});
