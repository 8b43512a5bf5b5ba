// `npm start`: everything from a fresh clone to a running Docket. `npm run dev` is the same with --dev: no build, and
// the screens follow the sources. Plain JavaScript: it runs on Node 20 before the project's own Node is there.
import { build } from "./steps/build.mjs";
import { endWithNpm } from "./steps/end-with-npm.mjs";
import { prepare } from "./steps/prepare.mjs";
import { runMain } from "./steps/run-main.mjs";
import { runScript, runStep } from "./steps/step.mjs";

const args = process.argv.slice(2);
const isDev = args.includes("--dev");

endWithNpm();
await runScript(async () => {
  await prepare(isDev ? undefined : () => runStep("build", build));
  process.exitCode = await runMain(args, isDev ? "development" : "production");
});
