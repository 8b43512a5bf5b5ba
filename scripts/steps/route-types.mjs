import { existsSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { runTool } from "./run-program.mjs";
import { clearStamp, fingerprint, hasStamp, namesFingerprint, writeStamp } from "./stamp.mjs";
import { StepFailed, upToDate } from "./step.mjs";

const stampPath = inRoot(".next", "types", ".docket-routes");

/** Has Next write the types of pages and routes, which the compiler needs, when the set of pages changed. */
export async function routeTypes() {
  const wanted = namesFingerprint(["app"]) + fingerprint(["next.config.mjs", "node_modules/next/package.json"]);
  if (hasStamp(stampPath, wanted) && existsSync(inRoot("next-env.d.ts"))) return upToDate;
  clearStamp(stampPath);
  const { code, output } = await runTool("next", ["typegen"], { env: { NEXT_TELEMETRY_DISABLED: "1" } });
  if (code !== 0) throw new StepFailed("Next cannot write the types of the pages; the reason is above.", output);
  writeStamp(stampPath, wanted);
}
