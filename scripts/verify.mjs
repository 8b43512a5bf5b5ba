// `npm run verify`: format, lint, types, import rules, unused code, file sizes; well under a minute.
import { prepare } from "./steps/prepare.mjs";
import { runScript } from "./steps/step.mjs";
import { verify } from "./steps/verify.mjs";

await runScript(async () => {
  await prepare();
  if (!(await verify())) process.exitCode = 1;
});
