import { existsSync } from "node:fs";
import { inRoot, projectNode, root } from "./paths.mjs";
import { runProgram } from "./run-program.mjs";
import { clearStamp, fingerprint, hasStamp, writeStamp } from "./stamp.mjs";
import { StepFailed, upToDate } from "./step.mjs";

const sources = [
  "app",
  "components",
  "lib",
  "server",
  "public",
  "prisma/schema.prisma",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const stampPath = inRoot(".next", ".docket-build");

/** Builds the screens when anything they are made of changed since the last build. */
export async function build() {
  const wanted = fingerprint(sources, isNotBuilt);
  if (hasStamp(stampPath, wanted) && existsSync(inRoot(".next", "BUILD_ID"))) return upToDate;
  clearStamp(stampPath);
  const cli = inRoot("node_modules", "next", "dist", "bin", "next");
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await runProgram(projectNode, [cli, "build"], { env, cwd: root });
  if (code !== 0) throw new StepFailed("The screens cannot be built; the reason is above.", output);
  writeStamp(stampPath, wanted);
}

/** The generated client follows from the schema; tests and their set-up are no part of the product. */
function isNotBuilt(path) {
  return /^server\/(platform\/prisma|testing)\/|\.test\.tsx?$/.test(path);
}
