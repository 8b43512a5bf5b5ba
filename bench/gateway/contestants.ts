import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { endChild, startProgram } from "./program.ts";

/** Somebody who stands between the caller and the vendor. */
export interface Contestant {
  name: string;
  /** Its main process; 0 = there is none to measure. */
  pid: number;
  port: number;
  /** Put before the vendor's path. */
  prefix: string;
  /** Headers it asks of its callers. */
  headers: Record<string, string>;
  stop(): Promise<void>;
}

/** The vendor itself: what everybody else is compared with. */
export function direct(upstreamPort: number): Contestant {
  return { name: "direct", pid: 0, port: upstreamPort, prefix: "", headers: {}, stop: async () => {} };
}

export async function bareForwarder(upstreamPort: number): Promise<Contestant> {
  const program = await startProgram("bare-forwarder", [String(upstreamPort)]);
  return { ...program, name: "bare Node forwarder", prefix: "", headers: {} };
}

/** nginx as its manual sets a proxy up: one worker a core, keep-alive to the vendor, nothing buffered, no access log. */
export async function nginx(upstreamPort: number): Promise<Contestant | null> {
  const binary = await promisify(execFile)("sh", ["-c", "command -v nginx || command -v /usr/sbin/nginx"]).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
  if (!binary) return null;
  const folder = await mkdtemp(join(tmpdir(), "docket-bench-nginx-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  await writeFile(join(folder, "nginx.conf"), nginxSettings(folder, port, upstreamPort));
  const child = spawn(binary, ["-p", folder, "-c", "nginx.conf", "-g", "daemon off;"], {
    stdio: ["ignore", "ignore", "ignore"],
  });
  await answers(port);
  const stop = () => endChild(child, "SIGTERM").then(() => rm(folder, { recursive: true, force: true }));
  return { name: "nginx", pid: child.pid ?? 0, port, prefix: "", headers: {}, stop };
}

function nginxSettings(folder: string, port: number, upstreamPort: number): string {
  return `worker_processes auto; error_log ${folder}/error.log; pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off; client_max_body_size 0; keepalive_requests 10000000;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  upstream vendor { server 127.0.0.1:${upstreamPort}; keepalive 256; keepalive_requests 10000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://vendor; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_request_buffering off; proxy_buffering off;
    }
  }
}`;
}

/** The version of Portkey's gateway that is measured. */
const portkeyVersion = "1.15.2";

/** Portkey's gateway from npm, installed into a temporary folder of its own; null where it cannot be had. */
export async function portkey(upstreamPort: number): Promise<Contestant | null> {
  const folder = join(tmpdir(), `docket-bench-portkey-${portkeyVersion}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{"private":true}');
  const installed = await promisify(execFile)(
    "npm",
    ["install", "--no-audit", "--no-fund", "--no-save", `@portkey-ai/gateway@${portkeyVersion}`],
    { cwd: folder },
  ).then(
    () => true,
    () => false,
  );
  if (!installed) return null;
  const port = await freePort();
  const program = join(folder, "node_modules/@portkey-ai/gateway/build/start-server.js");
  const child: ChildProcess = spawn(process.execPath, [program, `--port=${port}`, "--headless"], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: "production" },
    stdio: "ignore",
  });
  await answers(port);
  return {
    name: `Portkey gateway ${portkeyVersion}`,
    pid: child.pid ?? 0,
    port,
    prefix: "",
    headers: {
      "x-portkey-provider": "openai",
      "x-portkey-custom-host": `http://127.0.0.1:${upstreamPort}/v1`,
      authorization: "Bearer none",
    },
    stop: () => endChild(child, "SIGTERM", 3_000),
  };
}

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

/** Waits until something answers HTTP on `port`. */
async function answers(port: number): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    const there = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
    if (there) return;
    if (Date.now() > giveUpAt) throw new Error(`Nothing answers on port ${port}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
