// `node scripts/migrate-diff.ts [git revision]`: prints the SQL that leads from prisma/schema.prisma as committed to the
// one in the working tree. A start for the next migration, to be read and finished by hand: what only SQL can say
// (partitions, partial indexes, functions) the schema does not know.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { startTestPostgres } from "#server/testing/test-postgres.ts";
import { noFilters, openSchemaEngine } from "./migrations/open-schema-engine.ts";

const path = "prisma/schema.prisma";
const revision = process.argv[2] ?? "HEAD";

// The engine insists on a live database, though comparing two schemas asks it nothing.
const postgres = await startTestPostgres();
try {
  const engine = await openSchemaEngine(postgres.templateUrl);
  const { stdout } = await engine.diff({
    from: schema(execFileSync("git", ["show", `${revision}:${path}`], { encoding: "utf8" })),
    to: schema(readFileSync(path, "utf8")),
    script: true,
    exitCode: null,
    filters: noFilters,
  });
  process.stdout.write(stdout ?? "");
} finally {
  await postgres.stop();
}
// The engine's connections have no close.
process.exit();

function schema(content: string) {
  return { tag: "schemaDatamodel" as const, files: [{ path, content }] };
}
