// `npm run generate`: the Prisma client, when the schema changed.
import { generate } from "./steps/generate.mjs";
import { runScript, runStep } from "./steps/step.mjs";

await runScript(() => runStep("generate", generate));
