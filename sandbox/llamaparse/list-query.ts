import type { Exchange } from "../http/exchange.ts";

/** Query parameters that every list of the vendor takes. */
export interface ListQuery {
  size: number;
  token: string | null;
  statuses: string[];
  jobIds: string[];
  createdFrom: number;
  createdTo: number;
}

const defaultSize = 20;
const largestSize = 1000;

export function listQuery({ query }: Exchange): ListQuery {
  const asked = Number(query.get("page_size") ?? defaultSize);
  return {
    size: Number.isInteger(asked) && asked > 0 ? Math.min(asked, largestSize) : defaultSize,
    token: query.get("page_token") || null,
    statuses: query.getAll("status").filter((status) => status !== ""),
    jobIds: query.getAll("job_ids"),
    createdFrom: timeOf(query.get("created_at_on_or_after"), Number.NEGATIVE_INFINITY),
    createdTo: timeOf(query.get("created_at_on_or_before"), Number.POSITIVE_INFINITY),
  };
}

/** Repeated keys (`expand=a&expand=b`), and comma-separated ones for callers who write them so. */
export function expansions({ query }: Exchange): Set<string> {
  return new Set(query.getAll("expand").flatMap((value) => value.split(",")));
}

function timeOf(text: string | null, fallback: number): number {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? fallback : time;
}
