import pg from "pg";
import { type Bus, makeBus, type Topic, topics } from "./bus.ts";
import type { Log } from "./log.ts";

const channel = "docket_news";
const defaultReconnectMs = 1_000;
/** How long the end waits for news that was told just before, in milliseconds. */
const lastNewsWithinMs = 1_000;

/** The bus of this process, joined to the other processes on the same database. */
export interface News extends Bus {
  /** Ends it once what was published is with the database, if that answers. */
  close(): Promise<void>;
}

/**
 * Opens the bus. News travels by LISTEN/NOTIFY on a connection of its own; while that is broken, processes hear of
 * changes only when their snapshots age, and everything is re-read once it is back. Rejects when the database is not
 * there at the start.
 */
export async function openNews(
  url: string,
  instanceId: string,
  log: Log,
  { reconnectMs = defaultReconnectMs } = {},
): Promise<News> {
  let client: pg.Client | null = null;
  let closed = false;
  // One after the other: a connection does one thing at a time.
  let allTold: Promise<unknown> = Promise.resolve();
  const tell = (topic: Topic) => client?.query("SELECT pg_notify($1, $2)", [channel, `${topic} ${instanceId}`]);
  const bus = makeBus((topic) => {
    allTold = allTold
      .then(() => tell(topic))
      .catch((error) => log.warn({ err: error, topic }, "news did not reach the other processes"));
  });
  const hear = (payload: string) => {
    const [topic, sender] = payload.split(" ");
    if (sender !== instanceId && (topics as readonly string[]).includes(topic ?? "")) bus.deliver(topic as Topic);
  };
  const join = async (): Promise<void> => {
    const joined = await listen(url, hear);
    if (closed) return void (await joined.end());
    client = joined;
    // Only a connection that once worked starts the rejoining, so that there is never more than one.
    joined.once("end", () => {
      client = null;
      void rejoin();
    });
  };
  const rejoin = async (): Promise<void> => {
    while (!closed && !client) {
      await new Promise((resolve) => setTimeout(resolve, reconnectMs).unref());
      if (!closed) await join().catch(() => {});
    }
    if (!closed) for (const topic of topics) bus.deliver(topic);
  };
  await join();
  return {
    publish: bus.publish,
    subscribe: bus.subscribe,
    async close() {
      closed = true;
      await Promise.race([allTold, new Promise((resolve) => setTimeout(resolve, lastNewsWithinMs).unref())]);
      await client?.end();
    },
  };
}

/** A connection that hears the channel. Rejects, and leaves nothing open, when it cannot be made. */
async function listen(url: string, hear: (payload: string) => void): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "docket news",
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  });
  client.on("notification", (message) => hear(message.payload ?? ""));
  // The end that follows an error is what counts.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}
