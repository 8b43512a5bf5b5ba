import { defineConfig } from "vitest/config";

const withDatabase = ["**/*.db.test.ts", "server/**/*.http.test.ts"];
const never = ["**/node_modules/**", "**/.next/**", "**/.docket/**", "e2e/**"];
const setupFiles = ["server/testing/fail-on-console-error.ts"];

export default defineConfig({
  test: {
    environment: "node",
    // Tests wait more than they compute: two at once keep two cores busy.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["**/*.test.{ts,tsx}"], exclude: [...never, ...withDatabase], setupFiles },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: withDatabase,
          exclude: never,
          setupFiles,
          globalSetup: "server/testing/global-setup.ts",
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
