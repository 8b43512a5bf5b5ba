import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "./paths.mjs";
import { runTool } from "./run-program.mjs";
import { StepFailed } from "./step.mjs";

/** How many tests a run had. */
export class Tally {
  passed = 0;
  failed = 0;

  /** @param {{ passed: number, failed: number }} counts */
  add({ passed, failed }) {
    this.passed += passed;
    this.failed += failed;
  }
}

const resultFolder = inRoot("node_modules", ".cache", "docket-tests");

/**
 * Runs one Vitest project and adds its counts to `tally`.
 * @param {"unit" | "db"} project @param {Tally} tally
 */
export async function runVitest(project, tally) {
  const file = freshFile(`vitest-${project}.json`);
  const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code, output } = await runTool("vitest", args, { env: { NODE_ENV: "test" } });
  return conclude(tally, code, output, file, (result) => ({
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.testResults.filter(didNotLoad).length,
  }));
}

/** A file whose tests were never found counts as one failure. */
function didNotLoad(file) {
  return file.status === "failed" && file.assertionResults.length === 0;
}

/**
 * Runs the browser tests and adds their counts to `tally`.
 * @param {Tally} tally @param {string} browser path of the system's browser, "" for Playwright's own
 */
export async function runPlaywright(tally, browser) {
  if (!existsSync(inRoot("playwright.config.ts"))) throw new StepFailed("playwright.config.ts is missing.");
  const file = freshFile("playwright.json");
  // The desk of the tests makes it, so that it lets the database's user in.
  const data = join(tmpdir(), `docket-e2e-${Date.now().toString(36)}-${process.pid}`);
  const chromium = browser && { DOCKET_CHROMIUM: browser };
  const env = { NODE_ENV: "test", PLAYWRIGHT_JSON_OUTPUT_FILE: file, DOCKET_E2E_DATA: data, ...chromium };
  const { code, output } = await runTool("playwright", ["test", "--reporter=list,json"], { env });
  rmSync(data, { recursive: true, force: true });
  return conclude(tally, code, output, file, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
  }));
}

function freshFile(name) {
  mkdirSync(resultFolder, { recursive: true });
  const path = `${resultFolder}/${name}`;
  rmSync(path, { force: true });
  return path;
}

/** A run that fails without a failed test (an error outside of any, say) counts as one failure. */
function conclude(tally, code, output, file, count) {
  const counts = existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 0 };
  if (code !== 0) counts.failed = Math.max(counts.failed, 1);
  tally.add(counts);
  const words = `${counts.passed} passed, ${counts.failed} failed`;
  if (code !== 0) throw new StepFailed(`${words}.`, output);
  return words;
}
