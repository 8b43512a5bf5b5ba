import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkTree } from "./import-rules/check-tree.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "docket-rules-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes one file and gives what the checker says about the tree, one string a violation. */
function check(path: string, source: string): string[] {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), source);
  return checkTree(root).map(({ file, line, deed, rule }) => `${file}:${line} ${deed}: ${rule}`);
}

test("names file, line, import and rule", () => {
  expect(check("lib/clock.ts", '\n\nimport { now } from "#server/platform/index.ts";')).toEqual([
    "lib/clock.ts:3 imports #server/platform/index.ts: lib/ may not import server/",
  ]);
});

const allowed: [string, string][] = [
  ["app/page.tsx", 'import a from "#server/runtime/index.ts"; import b from "#components/x.tsx"; import "next";'],
  ["components/jobs/table.tsx", 'import a from "../ui/button.tsx"; import b from "#lib/words.ts";'],
  ["server/jobs/poll.ts", 'import a from "#server/classifier/index.ts"; import b from "./store.ts";'],
  ["server/jobs/api/poll.ts", 'import b from "../store.ts";'],
  ["server/gateway/forward.ts", 'import a from "#server/access/index.ts";'],
  ["server/jobs/store.ts", 'import pg from "pg"; import { X } from "#server/platform/prisma/client.ts";'],
  ["server/jobs/list-store.ts", 'import { Prisma } from "@prisma/client";'],
  ["server/platform/db.ts", 'import pg from "pg"; import { PrismaPg } from "@prisma/adapter-pg";'],
  ["server/access/operators/auth.ts", 'import { X } from "#server/platform/prisma/client.ts";'],
  ["server/platform/env.ts", "export const port = process.env.PORT;"],
  [
    "server/jobs/poll.db.test.ts",
    'import a from "#server/testing/index.ts"; import s from "#sandbox/index.ts"; import "pg";',
  ],
  [
    "server/main.ts",
    'import a from "./platform/migrate.ts"; import b from "./jobs/index.ts"; import "#sandbox/main.ts";',
  ],
  ["server/testing/start.ts", 'import a from "#server/platform/migrate.ts";'],
  ["server/providers/vendors/extend/facts.ts", 'export const id = "extend";'],
  ["scripts/demo.ts", 'import a from "#sandbox/index.ts"; const p = "llamaparse"; process.env.PORT;'],
  ["e2e/start.ts", 'import { startTestPostgres } from "#server/testing/test-postgres.ts";'],
  ["lib/form.ts", "export const b = a.extend({ x: 1 });"],
  ["server/platform/prisma/client.ts", "export const e = process.env;"],
];

test.each(allowed)("%s may: %s", (path, source) => {
  expect(check(path, source)).toEqual([]);
});

const refused: [string, string, string][] = [
  ["components/a.tsx", 'import a from "../server/jobs/index.ts"', "components/ may not import server/"],
  ["lib/a.ts", 'import a from "#components/a.tsx"', "lib/ may not import components/"],
  ["app/page.tsx", 'import a from "#server/jobs/get-job.ts"', "server/jobs is entered through its index.ts"],
  ["app/page.tsx", 'import a from "#sandbox/index.ts"', "app/ may not import sandbox/"],
  ["sandbox/main.ts", 'import a from "../server/platform/index.ts"', "sandbox/ may not import server/"],
  ["server/jobs/a.ts", 'import a from "#app/page.tsx"', "server/ may not import app/"],
  ["server/jobs/a.ts", 'import a from "#sandbox/index.ts"', "server/ may not import sandbox/"],
  ["server/jobs/a.ts", 'import a from "../vault/seal.ts"', "server/vault is entered through its index.ts"],
  ["server/jobs/a.ts", 'export * from "#server/metrics/index.ts"', "server/jobs may only import parts below it"],
  ["server/gateway/a.ts", 'import a from "#server/metrics/index.ts"', "server/gateway may only import parts below it"],
  ["server/platform/a.ts", 'await import("#server/vault/index.ts")', "server/platform may only import parts below it"],
  [
    "server/jobs/a.ts",
    'import type { A } from "#server/runtime/index.ts"',
    "server/jobs may only import parts below it",
  ],
  ["server/jobs/a.ts", 'import a from "#server/testing/index.ts"', "only tests may import server/testing"],
  ["server/runtime/a.ts", 'import a from "#server/main.ts"', "nothing imports the front door"],
  ["server/jobs/a.ts", 'import a from "#server/novelty/index.ts"', "server/jobs may only import parts below it"],
  ["server/jobs/a.test.ts", 'import a from "#server/vault/seal.ts"', "server/vault is entered through its index.ts"],
  ["server/jobs/a.ts", 'import pg from "pg"', "only store files open the database"],
  ["server/jobs/restore.ts", 'import pg from "pg"', "only store files open the database"],
  ["app/page.tsx", 'import { X } from "#server/platform/prisma/client.ts"', "only store files open the database"],
  ["server/jobs/a.ts", "const { PORT } = process.env", "reads process.env: only server/platform/env.ts may"],
  ["lib/a.ts", 'import { env } from "node:process"', "reads process.env"],
  ["components/a.tsx", "export const a = <p>Ask LandingAI</p>", 'names a vendor ("Ask LandingAI")'],
  ["server/jobs/a.ts", 'if (provider === "extend") stop()', 'names a vendor ("extend")'],
  ["server/jobs/a.ts", "const map = { scopix: 1 }", 'names a vendor ("scopix")'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source under test
  ["lib/a.ts", "const url = `https://api.llamaindex.ai/${id}`", 'names a vendor ("https://api.llamaindex.ai/")'],
];

test.each(refused)("%s may not: %s", (path, source, rule) => {
  const violations = check(path, source);
  expect(violations).toHaveLength(1);
  expect(violations[0]).toContain(rule);
});

test("a file that does not parse is an error, not a pass", () => {
  expect(() => check("lib/a.ts", "import { from")).toThrow("lib/a.ts does not parse");
});
