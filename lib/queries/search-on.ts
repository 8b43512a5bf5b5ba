import type { JobList } from "#lib/contracts/jobs.ts";

/** A page of jobs; with `lookedTo` while its search goes on. */
export interface JobPage extends JobList {
  /** Its search took several requests. */
  slow?: boolean;
}

/**
 * A page of a search, filled to `rows` where its answer came before it was done: `ask` is asked on from each cursor until
 * there are enough or nothing is left to look at, and `show` gets what is there so far. Rejects as `ask` does.
 */
export async function searchOn(
  rows: number,
  ask: (cursor: string | null) => Promise<JobList>,
  show: (page: JobList) => void,
): Promise<JobPage> {
  let page = await ask(null);
  if (!page.lookedTo) return page;
  while (page.lookedTo && page.items.length < rows) {
    show(page);
    const more = await ask(page.next);
    page = { ...more, items: [...page.items, ...more.items] };
  }
  const { lookedTo: _, ...done } = page;
  return { ...done, slow: true };
}
