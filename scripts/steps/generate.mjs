import { existsSync } from "node:fs";
import { inRoot, projectNode, root } from "./paths.mjs";
import { runProgram } from "./run-program.mjs";
import { clearStamp, fingerprint, hasStamp, writeStamp } from "./stamp.mjs";
import { StepFailed, upToDate } from "./step.mjs";

const output = ["server", "platform", "prisma"];
const stampPath = inRoot(...output, ".docket-stamp");

/** Writes the Prisma client to server/platform/prisma when the schema, the configuration or Prisma itself changed. */
export async function generate() {
  const wanted = fingerprint(["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"]);
  if (hasStamp(stampPath, wanted) && existsSync(inRoot(...output, "client.ts"))) return upToDate;
  clearStamp(stampPath);
  // Generating needs no schema engine, but the command downloads one unless it is told of a program that exists.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: projectNode, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const cli = inRoot("node_modules", "prisma", "build", "index.js");
  const { code, output: words } = await runProgram(projectNode, [cli, "generate"], { env, cwd: root });
  if (code !== 0) throw new StepFailed("The Prisma client cannot be generated; the reason is above.", words);
  writeStamp(stampPath, wanted);
}
