import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Contestant } from "./contestants.ts";
import type { Account, Order } from "./load.ts";
import { type Cost, costOf } from "./process-cost.ts";
import { endChild } from "./program.ts";

/** The request every contestant is sent, by name of what it asks. */
export const requests = {
  chat: {
    method: "POST",
    path: "/v1/chat/completions",
    body: '{"model":"small","messages":[{"role":"user","content":"What does this page say?"}]}',
  },
  read: { method: "GET", path: "/api/v2/parse/pjb-bench-read", body: null },
  create: {
    method: "POST",
    path: "/api/v2/parse",
    body: '{"tier":"fast","version":"latest","source_url":"https://files.example/invoice.pdf"}',
  },
} as const;

/** What one stretch of load showed. */
export interface Measured extends Account {
  perSecond: number;
  /** Processor time a request took, in microseconds: of the contestant with its workers, and of its database. */
  ownCpuUs: number;
  databaseCpuUs: number;
  ownMib: number;
  databaseMib: number;
}

/** The load generator as a process of its own. */
export class LoadGenerator {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL("load.ts", import.meta.url)), [], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { PATH: process.env.PATH, NODE_ENV: "production" },
  });
  #ready: Promise<unknown> = new Promise((resolve) => this.#child.once("message", resolve));

  /** Loads `contestant` and returns the account with what it cost. */
  async run(
    contestant: Contestant,
    ask: keyof typeof requests,
    pace: Pick<Order, "connections" | "seconds" | "perSecond">,
  ): Promise<Measured> {
    await this.#ready;
    const before = contestant.pid === 0 ? null : costOf(contestant.pid);
    const order: Order = { port: contestant.port, request: wireOf(contestant, ask), ...pace };
    const account = await new Promise<Account>((resolve) => {
      this.#child.once("message", (message) => resolve(message as Account));
      this.#child.send(order);
    });
    const after = contestant.pid === 0 ? null : costOf(contestant.pid);
    return { ...account, perSecond: account.answered / account.seconds, ...costs(before, after, account.answered) };
  }

  stop(): Promise<void> {
    return endChild(this.#child, "SIGTERM");
  }
}

function costs(before: Cost | null, after: Cost | null, answered: number) {
  if (!before || !after) return { ownCpuUs: 0, databaseCpuUs: 0, ownMib: 0, databaseMib: 0 };
  const each = (seconds: number) => (Math.max(0, seconds) * 1e6) / Math.max(1, answered);
  return {
    ownCpuUs: each(after.ownSeconds - before.ownSeconds),
    databaseCpuUs: each(after.databaseSeconds - before.databaseSeconds),
    ownMib: after.ownMib,
    databaseMib: after.databaseMib,
  };
}

function wireOf(contestant: Contestant, ask: keyof typeof requests): string {
  const { method, path, body } = requests[ask];
  const headers = { host: `127.0.0.1:${contestant.port}`, accept: "application/json", ...contestant.headers };
  const about = body === null ? [] : ["content-type: application/json", `content-length: ${Buffer.byteLength(body)}`];
  const lines = [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ...about];
  return `${method} ${contestant.prefix}${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body ?? ""}`;
}
