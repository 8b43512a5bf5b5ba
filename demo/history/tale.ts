import type { ProviderId } from "#lib/vocabulary.ts";

/** What one application sends. */
export interface Sent {
  method: "GET" | "POST";
  /** Vendor path and query. */
  path: string;
  json?: unknown;
  form?: { fields: Readonly<Record<string, string>>; file: string; fileField?: string };
  /** What the sandbox is asked for; travels in a header, so that nothing on screen shows it. */
  tokens?: string;
}

/** What came back; `body` is empty where it was no JSON object or the connection broke. */
export interface Received {
  status: number;
  body: Record<string, unknown>;
}

/** What a tale is told with: it sends as one client, and time passes when it says so. */
export interface Teller {
  /** A number from 0 to 1 of the tale's own sequence. */
  random(): number;
  /** How much longer than usual everything takes just now. */
  slowness: number;
  send(sent: Sent): Promise<Received>;
  pass(ms: number): void;
  /** Docket looks at the job. */
  look(vendorJobId: string): Promise<void>;
}

/** One thing an application does with a vendor, and what comes of it. */
export interface Tale {
  name: string;
  client: string;
  provider: ProviderId;
  /** How often it comes, beside the others. */
  weight: number;
  tell(teller: Teller): Promise<unknown>;
}

/** How long a job takes and how large its document is. */
export interface Life {
  queueMs: number;
  runMs: number;
  pages: number;
  /** The same, as the sandbox is told. */
  tokens: string;
}

/** A life about `pageMs` a page: some documents are long, a few take several times longer than most. */
export function lifeOf(teller: Teller, pageMs: number, fewestPages = 1): Life {
  const pages = fewestPages + Math.floor(-Math.log(1 - teller.random()) * 5);
  const spread = Math.exp((teller.random() + teller.random() + teller.random() - 1.5) * 0.9);
  const runMs = Math.round((1_200 + pages * pageMs) * spread * teller.slowness);
  const queueMs = Math.round((250 + 900 * teller.random() ** 3) * teller.slowness ** 2);
  return { queueMs, runMs, pages, tokens: `queue-${queueMs}ms-run-${runMs}ms-pages-${pages}` };
}

/** How the client and Docket follow a job that was made. */
export interface Following {
  vendorJobId: unknown;
  life: Life;
  /** The read that the client ends its waiting with; null where it waits for nothing. */
  read: Sent | null;
  /** Whether the bill comes after the end. */
  settles?: boolean;
}

/** A job until its end: a look while it runs, then the client's read or a look, then perhaps one at the bill. */
export async function follow(teller: Teller, { vendorJobId, life, read, settles }: Following): Promise<void> {
  if (typeof vendorJobId !== "string") return;
  const { queueMs, runMs } = life;
  teller.pass(queueMs + runMs / 2);
  if (runMs > 3_000) await teller.look(vendorJobId);
  teller.pass(runMs / 2 + 200 + teller.random() * Math.min(4_000, runMs * 0.1));
  if (read && teller.random() < 0.5) await teller.send(read);
  else await teller.look(vendorJobId);
  if (!settles) return;
  teller.pass(8_000);
  await teller.look(vendorJobId);
}
