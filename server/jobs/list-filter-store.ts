import type { JobFilters } from "#lib/contracts/jobs.ts";
import type { Cursor } from "#lib/cursor.ts";
import { type Keyset, keysetOf, SqlFilter } from "#server/platform/index.ts";
import { type Found, whereFound } from "./search-store.ts";
import { defaultStuckSeconds } from "./stuck.ts";

/** What narrows a list of jobs: filters, the stretch in which they were made, and what a search found. */
export interface JobQuestion {
  filters: JobFilters;
  from: Date | null;
  to: Date | null;
  now: Date;
  found: Found | null;
}

/** Whether a job is stuck; `$1` is now. */
export const isStuck = `(j.ended_at IS NULL AND j.created_at < $1::timestamptz - make_interval(secs => coalesce(t.seconds, ${defaultStuckSeconds})))`;

/** The tables a list's conditions speak of. */
export function narrowedSource({ stuck, entry }: JobFilters): string {
  return `job j
    ${stuck ? "LEFT JOIN stuck_threshold t ON t.provider = j.provider AND t.region = j.region AND t.product = j.product" : ""}
    ${entry ? "JOIN failure f ON f.id = j.failure_id AND f.job_id = j.id" : ""}`;
}

/** The conditions of a page, and its order. */
export function narrowed(question: JobQuestion, cursor: Cursor | null): [SqlFilter, Keyset] {
  const filter = jobFilter(question);
  const keyset = keysetOf("j", "created_at", question.filters.order);
  keyset.startAfter(filter, cursor);
  return [filter, keyset];
}

/** The conditions of a list; `$1` is now. */
export function jobFilter({ filters, from, to, now, found }: JobQuestion): SqlFilter {
  const filter = new SqlFilter([now]);
  const states = filters.state ? [filters.state].flat() : [];
  filter
    .always("$1::timestamptz IS NOT NULL")
    .where("j.created_at >= ?", from ?? undefined)
    .where("j.created_at < ?", to ?? undefined)
    .where("j.provider = ?", filters.provider)
    .where("j.region = ?", filters.region)
    .where("j.product = ?", filters.product)
    .where("j.client_id = ?", filters.client)
    .where("j.state = ?", states.length === 1 ? states[0] : undefined)
    .where("j.state = ANY(?)", states.length > 1 ? states : undefined)
    .where("f.entry_id = ?", filters.entry)
    .where("j.parent_vendor_job_id = ?", filters.parent);
  if (filters.stuck) filter.always(filters.stuck === "true" ? isStuck : `NOT ${isStuck}`);
  if (found) whereFound(filter, found);
  return filter;
}
