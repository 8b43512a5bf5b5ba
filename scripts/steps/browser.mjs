import { existsSync } from "node:fs";
import { runProgram, runTool } from "./run-program.mjs";
import { StepFailed } from "./step.mjs";

const systemBrowsers = [
  process.env.DOCKET_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
].filter(Boolean);

/** Quick enough to fail where nothing can be downloaded. */
const download = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" };
const isRoot = process.getuid?.() === 0;

/**
 * Finds a browser for the tests: the system's, else Playwright's own, fetched if need be; last, as root on Debian and
 * its kin, the distribution's package.
 * @param {(line: string) => void} say told what is about to be fetched
 * @returns {Promise<string>} the system browser's path; "" when Playwright's own is to be used
 */
export async function findBrowser(say) {
  const found = (await systemBrowser()) ?? (await ownBrowser());
  if (found !== null) return found;
  say("no browser here: fetching Playwright's Chromium");
  const fetched = await runTool("playwright", ["install", "--only-shell", "chromium"], { env: download });
  if (fetched.code === 0) {
    if ((await ownBrowser()) !== null) return "";
    if (isRoot && process.platform === "linux") {
      say("it lacks system libraries: playwright install-deps chromium");
      await runTool("playwright", ["install-deps", "chromium"]);
      if ((await ownBrowser()) !== null) return "";
    }
  }
  const packaged = isRoot && existsSync("/usr/bin/apt-get") ? await packagedBrowser(say) : null;
  if (packaged) return packaged;
  throw new StepFailed(
    "No browser was found and none could be fetched: install Chromium or Chrome, or name one in DOCKET_CHROMIUM.",
    fetched.output,
  );
}

/** A file of that name is not enough: on some systems it only says how to install the browser. */
async function systemBrowser() {
  for (const path of systemBrowsers) {
    if (existsSync(path) && (await runProgram(path, ["--version"])).code === 0) return path;
  }
  return null;
}

/** @returns {Promise<"" | null>} */
async function ownBrowser() {
  const script = `const { chromium } = await import("playwright");
    const browser = await chromium.launch({ args: ["--no-sandbox"] }); await browser.close();`;
  return (await runTool("node", ["--input-type=module", "-e", script])).code === 0 ? "" : null;
}

async function packagedBrowser(say) {
  say("that failed: apt-get install chromium");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runProgram("apt-get", ["update", "-qq"], { env });
  await runProgram("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env });
  return systemBrowser();
}
