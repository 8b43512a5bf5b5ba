// `npm test`: everything that proves Docket right, from a fresh clone. `npm test -- unit db` runs only those; the names
// are verify, unit, db and e2e. The last line is `N passed, N failed`, counting tests; the exit code also tells of the rest.
import { findBrowser } from "./steps/browser.mjs";
import { build } from "./steps/build.mjs";
import { endWithNpm } from "./steps/end-with-npm.mjs";
import { prepare } from "./steps/prepare.mjs";
import { runBeside, runScript, StepFailed, tryStep } from "./steps/step.mjs";
import { takeStepLock } from "./steps/step-lock.mjs";
import { runPlaywright, runVitest, Tally } from "./steps/test-runs.mjs";
import { verify } from "./steps/verify.mjs";

const kinds = ["verify", "unit", "db", "e2e"];
const wanted = process.argv.slice(2);
const has = (kind) => wanted.length === 0 || wanted.includes(kind);
const tally = new Tally();

endWithNpm();
await runScript(async () => {
  const unknown = wanted.find((kind) => !kinds.includes(kind));
  if (unknown) throw new StepFailed(`There is no kind of test named ${unknown}; there are ${kinds.join(", ")}.`);
  await prepare();
  const results = [];
  if (has("verify")) results.push(await verify());
  if (has("unit")) results.push(await tryStep("unit", () => runVitest("unit", tally)));
  if (has("db")) results.push(await tryStep("db", () => runVitest("db", tally)));
  if (has("e2e")) results.push(await runInBrowser());
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  if (results.includes(false)) process.exitCode = 1;
});

/** The browser tests talk to what `npm start` would run, so the screens are built first. */
async function runInBrowser() {
  let browser = "";
  const isReady = await runBeside("browser", async () => {
    browser = await findBrowser((line) => console.log(line));
    return browser || "Playwright's own";
  });
  return isReady && (await tryStep("build", buildAlone)) && tryStep("e2e", () => runPlaywright(tally, browser));
}

async function buildAlone() {
  const release = await takeStepLock();
  return build().finally(release);
}
