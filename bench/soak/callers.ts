import { Agent, request } from "node:http";
import type { Docket } from "../gateway/docket.ts";

/** What the callers were given, as far as it reached them whole. */
export interface Received {
  calls: Set<string>;
  jobs: Set<string>;
  /** Statuses of answers other than 200, with how often each came. */
  others: Map<number, number>;
  /** Connections that broke, or were refused. */
  broken: number;
  slowestMs: number;
}

/** Callers that make jobs and ask other things, until they are stopped. */
export interface Callers {
  received: Received;
  stop(): Promise<void>;
}

/** Starts `count` callers against whatever Docket `where` names just now; each waits `pauseMs` between two calls. */
export function startCallers(where: () => Docket, count: number, pauseMs: number): Callers {
  const received: Received = { calls: new Set(), jobs: new Set(), others: new Map(), broken: 0, slowestMs: 0 };
  const agent = new Agent({ keepAlive: true });
  let stopped = false;
  const call = async (n: number) => {
    for (let turn = 0; !stopped; turn += 1) {
      await askOnce(where(), agent, (n + turn) % 4 === 0, received);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  const all = Promise.all(Array.from({ length: count }, (_, n) => call(n)));
  return {
    received,
    async stop() {
      stopped = true;
      await all;
      agent.destroy();
    },
  };
}

function askOnce(docket: Docket, agent: Agent, creates: boolean, received: Received): Promise<void> {
  const body = creates ? '{"tier":"fast","version":"latest","source_url":"https://files.example/a.pdf"}' : null;
  const began = performance.now();
  return new Promise((resolve) => {
    const broken = () => {
      received.broken += 1;
      resolve();
    };
    const req = request({
      agent,
      host: "127.0.0.1",
      port: docket.port,
      method: body ? "POST" : "GET",
      path: `${docket.prefix}${body ? "/api/v2/parse" : "/api/v1/projects"}`,
      headers: { ...docket.headers, ...(body ? { "content-type": "application/json" } : {}) },
      timeout: 30_000,
    });
    req.on("timeout", () => req.destroy(new Error("no answer")));
    req.on("error", broken);
    req.on("response", (res) => {
      let text = "";
      res.on("data", (chunk) => {
        text += chunk;
      });
      res.on("error", broken);
      res.on("end", () => {
        received.slowestMs = Math.max(received.slowestMs, performance.now() - began);
        note(received, res.statusCode ?? 0, String(res.headers["x-docket-call-id"]), creates, text);
        resolve();
      });
    });
    req.end(body ?? undefined);
  });
}

function note(received: Received, status: number, callId: string, creates: boolean, text: string): void {
  if (status !== 200) {
    received.others.set(status, (received.others.get(status) ?? 0) + 1);
    return;
  }
  received.calls.add(callId);
  if (creates) received.jobs.add((JSON.parse(text) as { id: string }).id);
}
