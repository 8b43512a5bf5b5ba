import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProviderId } from "#lib/vocabulary.ts";
import { ensurePartitions, lastCallOf, openGateway } from "#server/gateway/index.ts";
import { pollVendorJob } from "#server/jobs/index.ts";
import { holdTransaction } from "#server/platform/held-transaction.ts";
import { type Clock, type Context, makeBus } from "#server/platform/index.ts";
import { makeTargets } from "#server/vault/index.ts";
import { type DemoContext, endTokens, freshTokens } from "./demo-desk.ts";

const tokenLabel = "demo history";
/** The instance that every call of the history names, so that it can be told from the rest and is never told twice. */
const historyInstance = "00000000-0000-7000-8000-0000de300001";

/** What a stretch of the past is told with. */
export interface PastStage {
  /** Says when everything happens; it may be set back between two calls, never during one. */
  clock: Clock;
  /** The sandbox that lives by the same clock, without a trailing slash. */
  sandboxUrl: string;
}

/** A stretch of the past while it is told: a gateway of its own, whose records nobody sees until the end. */
export interface PastDay {
  /** `http://127.0.0.1:…/gateway` */
  gateway: string;
  /** Waits until the calls answered so far have left everything they leave. */
  settled(): Promise<void>;
  /** Docket's own look at a job, as its poller would have had it at the clock's time. */
  look(provider: ProviderId, vendorJobId: string): Promise<void>;
}

/** A running Docket, as a program beside it tells it a history. */
export interface HistoryDesk {
  origin: string;
  /** Client tokens by client name; they end with `close`. */
  tokens: Readonly<Record<string, string>>;
  /** Until when a history was told of this stretch already; null where none was. */
  toldUntil(from: Date, to: Date): Promise<Date | null>;
  /** Lets `work` happen in the past: all of it is kept, or nothing where it throws. */
  tell(stage: PastStage, work: (day: PastDay) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Opens a running Docket for a history that reaches back to `from`; the clients are made where they are missing. */
export async function openHistoryDesk(
  { ctx, origin }: Pick<DemoContext, "ctx" | "origin">,
  clients: readonly string[],
  from: Date,
): Promise<HistoryDesk> {
  await ensurePartitions(ctx.db.sql, from);
  return {
    origin,
    tokens: await freshTokens(ctx, clients, tokenLabel),
    toldUntil: (since, until) => lastCallOf(ctx.db.sql, historyInstance, since, until),
    async tell(stage, work) {
      const held = await holdTransaction(ctx.db);
      const past: Context = { ...ctx, ...stage, db: held.db, bus: makeBus(), instanceId: historyInstance };
      try {
        await withGateway(past, work);
        await held.commit();
      } finally {
        await held.rollBack();
      }
    },
    async close() {
      for (const client of clients) await endTokens(ctx, client, tokenLabel);
    },
  };
}

async function withGateway(ctx: Context, work: (day: PastDay) => Promise<void>): Promise<void> {
  // A spool of its own: that of the running Docket is nobody else's, and a day that is not told whole is told anew.
  const dir = await mkdtemp(join(tmpdir(), "docket-history-"));
  const gateway = await openGateway(ctx, { recordsWaitMs: 600_000 }, { dir });
  const targets = await makeTargets(ctx);
  const underWay = new Set<Promise<void>>();
  const server = createServer((req, res) => {
    const call = gateway.handle(req, res).finally(() => underWay.delete(call));
    underWay.add(call);
  });
  const port = await listen(server);
  try {
    await work({
      gateway: `http://127.0.0.1:${port}/gateway`,
      async settled() {
        await Promise.all(underWay);
        await gateway.written();
      },
      look: (provider, vendorJobId) => pollVendorJob(ctx, targets, { provider, region: "sandbox", vendorJobId }),
    });
  } finally {
    server.closeAllConnections();
    server.close();
    await gateway.drain();
    await rm(dir, { recursive: true, force: true });
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}
