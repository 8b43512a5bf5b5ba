/**
 * Docket without its screens, as a program of its own that a test starts and kills. The environment is the usual one;
 * it tells its parent `{port}` when it is ready and ends in order on SIGTERM.
 */
import { makeLog, readEnv } from "#server/platform/index.ts";
import { startUp } from "./start-up.ts";
import { makeSteps } from "./steps.ts";

const env = readEnv();
const docket = await startUp(
  env,
  makeLog(env.logLevel),
  makeSteps(() => {}),
  async () => ({ screens: null, upgrade: null }),
);
process.on("SIGTERM", () => void docket.stop().then(() => process.exit(0)));
process.send?.({ port: docket.port });
