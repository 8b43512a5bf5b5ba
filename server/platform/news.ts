import pg from "pg";
import { type Bus, makeBus, type Topic, topics } from "./bus.ts";
import type { Log } from "./log.ts";

const channel = "docket_news";
const reconnectMs = 1_000;

/** The bus of this process, joined to the other processes on the same database. */
export interface News extends Bus {
  close(): Promise<void>;
}

/**
 * Opens the bus. News travels by LISTEN/NOTIFY on a connection of its own; while that is broken, processes hear of
 * changes only when their snapshots age, and everything is re-read once it is back.
 */
export async function openNews(url: string, instanceId: string, log: Log): Promise<News> {
  let client: pg.Client | null = null;
  let closed = false;
  const bus = makeBus((topic) => {
    client?.query("SELECT pg_notify($1, $2)", [channel, `${topic} ${instanceId}`]).catch((error) => {
      log.warn({ err: error, topic }, "news did not reach the other processes");
    });
  });
  const hear = (payload: string) => {
    const [topic, sender] = payload.split(" ");
    if (sender !== instanceId && (topics as readonly string[]).includes(topic ?? "")) bus.deliver(topic as Topic);
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: "docket news", keepAlive: true });
    next.on("notification", (message) => hear(message.payload ?? ""));
    next.on("error", () => {});
    next.on("end", () => {
      client = null;
      if (!closed) setTimeout(() => void reconnect(), reconnectMs).unref();
    });
    await next.connect();
    await next.query(`LISTEN ${channel}`);
    client = next;
  };
  const reconnect = async (): Promise<void> => {
    try {
      await connect();
      for (const topic of topics) bus.deliver(topic);
    } catch {
      if (!closed) setTimeout(() => void reconnect(), reconnectMs).unref();
    }
  };
  await connect();
  return {
    publish: bus.publish,
    subscribe: bus.subscribe,
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
