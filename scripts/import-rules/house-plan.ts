/**
 * Who may import whom, as data. ARCHITECTURE.md says why. Paths are relative to the project's folder, with `/`.
 */

/** The top folders that hold code. */
export const rooms = [
  "app",
  "components",
  "lib",
  "server",
  "sandbox",
  "prisma",
  "e2e",
  "bench",
  "demo",
  "scripts",
] as const;
export type Room = (typeof rooms)[number];

/** Rooms a room may import besides itself. */
export const roomMayImport: Record<Room, readonly Room[]> = {
  app: ["components", "lib", "server"],
  components: ["lib"],
  lib: [],
  server: ["lib"],
  sandbox: ["lib"],
  prisma: [],
  e2e: ["lib", "server", "sandbox"],
  bench: ["lib", "server", "sandbox"],
  demo: ["lib", "server", "sandbox"],
  scripts: ["lib", "server", "sandbox"],
};

/** The parts of server/, lowest first. A part may import those on lower floors, never its neighbours. */
export const serverFloors: readonly (readonly string[])[] = [
  ["platform"],
  ["catalog", "access"],
  ["providers"],
  ["classifier", "vault"],
  ["jobs"],
  ["metrics", "gateway", "guidance"],
  ["credits"],
  ["incidents", "retention"],
  ["runtime"],
  ["process"],
];

/** The part that starts a process: like the front door, it may enter the platform's inner files. */
export const processPart = "process";

/** The front door: starts everything, so it may enter every part, the platform's inner files, and the sandbox. */
export const frontDoor = "server/main.ts";

/** Only tests and their set-up may import it; it stands on the platform's inner files. */
export const testingPart = "testing";

/** Packages and folders that open the database. */
export const databaseDoors: readonly RegExp[] = [/^pg$/, /^pg-/, /^@prisma\//, /^server\/platform\/prisma\//];

/** Files that may use a database door. */
export const mayOpenDatabase: readonly RegExp[] = [
  /(^|\/)([a-z0-9-]+-)?store\.ts$/,
  /^server\/platform\/(db|news|migrate[a-z-]*|embedded-postgres)\.ts$/,
  /^server\/platform\/embedded-postgres\//,
  /^server\/platform\/prisma\//,
  /^server\/testing\//,
  /^server\/access\/([a-z-]+\/)*auth\.ts$/,
  /^(e2e|bench|scripts)\//,
];

/** Rooms whose code must not read the environment, and the one file that does it for them. */
export const withoutEnvironment: readonly Room[] = ["app", "components", "lib", "server"];
export const environmentReader = "server/platform/env.ts";

/** A vendor's name in a text, and the exact ids (one of which is an English word). */
export const vendorName = /llama|landing\s?ai|scopix|okra\s?pdf/i;
export const vendorIds: readonly string[] = ["llamaparse", "extend", "landingai", "scopix", "okrapdf"];

/** Where a vendor may be named. */
export const mayNameVendors: readonly RegExp[] = [
  /^server\/providers\/vendors\/[a-z]+\//,
  /^server\/providers\/registry\.ts$/,
  /^server\/catalog\/entries\//,
  /^server\/catalog\/(index|documents)\.ts$/,
  /^sandbox\/(llamaparse|extend|landingai|scopix|okrapdf)\//,
  /^sandbox\/providers\.ts$/,
  /^lib\/vocabulary\.ts$/,
  /^(e2e|bench|demo|scripts)\//,
];

/** Tests and what only tests use: they may also import the sandbox and server/testing, open the database, name vendors. */
export const testFile = /\.test\.tsx?$|-for-tests\.tsx?$/;
