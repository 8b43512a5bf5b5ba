// Builds the screens when anything they are made of changed since the last build, for programs that start server/main.ts.
import { build } from "./steps/build.mjs";
import { runScript, runStep } from "./steps/step.mjs";

await runScript(() => runStep("build", build));
