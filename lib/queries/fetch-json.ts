import type { z } from "zod";
import { ClientError, readClientError, unreachable } from "./client-error.ts";

type QueryValue = string | number | boolean | undefined | readonly string[];

interface FetchOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Record<string, QueryValue>;
  body?: unknown;
  signal?: AbortSignal;
}

/** Asks our own API and parses the answer by its contract. Throws `ClientError`. */
export async function fetchJson<T extends z.ZodType>(
  contract: T,
  path: string,
  options: FetchOptions = {},
): Promise<z.infer<T>> {
  const response = await send(path, options);
  const parsed = contract.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  throw new ClientError(response.status, {
    code: "unexpected_answer",
    message:
      "The server answered in a shape this page does not know. Reload the page; it may be older than the server.",
  });
}

/** Asks our own API for something whose answer does not matter. Throws `ClientError`. */
export async function sendOnly(path: string, options: FetchOptions): Promise<void> {
  await send(path, options);
}

async function send(path: string, { method = "GET", query, body, signal }: FetchOptions): Promise<Response> {
  const search = query ? searchOf(query) : "";
  const init: RequestInit = { method, headers: { accept: "application/json" }, signal };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { accept: "application/json", "content-type": "application/json" };
  }
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}${search}`, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreachable();
  }
  if (!response.ok) throw await readClientError(response);
  return response;
}

function searchOf(query: Record<string, QueryValue>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  return search.size > 0 ? `?${search}` : "";
}
