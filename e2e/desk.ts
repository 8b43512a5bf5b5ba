import LlamaCloud from "@llamaindex/llama-cloud";

const port = Number(process.env.DOCKET_E2E_PORT ?? 34_817);
const origin = `http://127.0.0.1:${port}`;

/** The Docket the tests talk to, and how they get in. */
export const desk = {
  port,
  origin,
  admin: { email: "ops@acme.example", password: "correct-horse-battery" },
  apiToken: "dkt_api_for-the-browser-tests-only",
  clientToken: "dkt_client_for-the-browser-tests-only",
  /** What a vendor SDK is given as its base URL. */
  gateway: `${origin}/gateway/llamaparse/sandbox`,
} as const;

/** What another vendor's SDK is given as its base URL. */
export function gatewayOf(provider: string): string {
  return `${origin}/gateway/${provider}/sandbox`;
}

/** The rows of the vendor's documents that a job's or call's entry answers for. */
export async function rowsOfEntry(entryId: string | null): Promise<string[]> {
  const entry = await api(`/catalog/${entryId}`);
  return entry.sources.map((source: { row: string }) => source.row);
}

/** The vendor's own SDK, pointed at the gateway: base URL and key are all that differs from using the vendor. */
export function vendorSdk(apiKey: string = desk.clientToken): LlamaCloud {
  return new LlamaCloud({ apiKey, baseURL: desk.gateway, maxRetries: 0 });
}

/** Asks Docket's JSON API with the admin's token; throws with the answer when it refuses. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asserts on
export async function api(path: string, init: { method?: string; body?: unknown } = {}): Promise<any> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method: init.method ?? "GET",
    headers: { authorization: `Bearer ${desk.apiToken}`, "content-type": "application/json" },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  if (!response.ok) throw new Error(`${init.method ?? "GET"} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Asks until `done` says so, or throws after `timeoutMs`. */
export async function eventually<T>(
  ask: () => Promise<T>,
  done: (value: T) => boolean,
  timeoutMs = 30_000,
): Promise<T> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (done(value)) return value;
    if (Date.now() > giveUpAt)
      throw new Error(`Not within ${timeoutMs} ms; last: ${JSON.stringify(value)?.slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The recorded call of an answer, once it is written down. */
export function callOf(callId: string | null) {
  return eventually(
    async () => (await api(`/calls?q=${callId}`)).items[0],
    (call) => call !== undefined,
  );
}

/** A job followed to its end, by the vendor's id. */
export function endedJob(vendorJobId: string) {
  return eventually(
    () => api(`/jobs/${encodeURIComponent(vendorJobId)}`),
    (job) => job.endedAt !== null,
  );
}
