import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { desk } from "./e2e/desk.ts";

// One fresh Docket for the whole run: an empty data folder, and the built screens that `npm start` would serve. The
// workers and other tools read this file too: reading it names the folder, and touches nothing.
process.env.DOCKET_E2E_DATA ??= join(tmpdir(), `docket-e2e-${Date.now().toString(36)}-${process.pid}`);
const dataDir = process.env.DOCKET_E2E_DATA;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  // A test that fails once and passes when repeated is listed as flaky.
  retries: 1,
  forbidOnly: true,
  use: {
    baseURL: desk.origin,
    trace: "retain-on-failure",
    viewport: { width: 1440, height: 1000 },
    launchOptions: {
      ...(process.env.DOCKET_CHROMIUM ? { executablePath: process.env.DOCKET_CHROMIUM } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "sign-in", testMatch: "sign-in.setup.ts" },
    { name: "gateway", testMatch: "gateway/*.spec.ts" },
    {
      name: "browser",
      testMatch: "browser/*.spec.ts",
      dependencies: ["sign-in"],
      use: { storageState: "test-results/session.json" },
    },
  ],
  webServer: {
    command: "node server/main.ts",
    url: `${desk.origin}/readyz`,
    timeout: 90_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
    stdout: "ignore",
    env: {
      NODE_ENV: "production",
      PORT: String(desk.port),
      HOST: "127.0.0.1",
      DOCKET_DATA_DIR: dataDir,
      DOCKET_ADMIN_EMAIL: desk.admin.email,
      DOCKET_ADMIN_PASSWORD: desk.admin.password,
      DOCKET_API_TOKEN: desk.apiToken,
      DOCKET_CLIENT_TOKEN: desk.clientToken,
      DOCKET_LOG_LEVEL: "warn",
    },
  },
});
