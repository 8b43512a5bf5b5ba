import type { JobSummary } from "#lib/contracts/jobs.ts";
import { type Cursor, encodeCursor } from "#lib/cursor.ts";
import { type Keyset, keysetOf, pageOf, SqlFilter, type SqlRunner } from "#server/platform/index.ts";
import { titleOf } from "./failure-title.ts";
import { isStuck, type JobQuestion, jobFilter, narrowed, narrowedSource } from "./list-filter-store.ts";
import { countNamed, findNamed } from "./name-search-store.ts";

interface JobListRecord {
  id: string;
  provider: JobSummary["provider"];
  region: JobSummary["region"];
  product: string;
  vendor_job_id: string;
  client_id: string | null;
  client_name: string | null;
  state: JobSummary["state"];
  vendor_status: string | null;
  stuck: boolean;
  file_name: string | null;
  tier: string | null;
  pages: number | null;
  credits: number | null;
  credit_source: JobSummary["credits"]["source"];
  credit_breakdown: Record<string, number> | null;
  credit_rule: string | null;
  settle_until: Date | null;
  created_at: Date;
  running_at: Date | null;
  ended_at: Date | null;
  last_seen_at: Date;
  failure_id: string | null;
  entry_id: string | null;
  family: string | null;
  failure_message: string | null;
}

const columns = `j.id, j.provider, j.region, j.product, j.vendor_job_id, j.client_id, c.name AS client_name, j.state, j.vendor_status,
  j.file_name, j.tier, j.pages, j.credits, j.credit_source, j.credit_breakdown, j.credit_rule, j.settle_until, j.created_at,
  j.running_at, j.ended_at, j.last_seen_at, j.failure_id, f.entry_id, f.family, f.message AS failure_message`;

/** `$1` is now. */
const source = `FROM job j
  LEFT JOIN client c ON c.id = j.client_id
  LEFT JOIN failure f ON f.id = j.failure_id
  LEFT JOIN stuck_threshold t ON t.provider = j.provider AND t.region = j.region AND t.product = j.product`;
/** Names a text is compared with that need only resemble it. */
const mostResembling = 4_000;

/** A page of a list. */
interface JobPage {
  items: JobSummary[];
  next: string | null;
  /** Where a search has got to, when it is not done. */
  lookedTo?: string;
}

/** One row of a list, as the contract has it. */
export function summaryOf(row: JobListRecord): JobSummary {
  return {
    id: row.id,
    provider: row.provider,
    region: row.region,
    product: row.product,
    vendorJobId: row.vendor_job_id,
    client: row.client_id && row.client_name ? { id: row.client_id, name: row.client_name } : null,
    state: row.state,
    vendorStatus: row.vendor_status,
    stuck: row.stuck,
    fileName: row.file_name,
    tier: row.tier,
    pages: row.pages,
    credits: {
      source: row.credit_source,
      credits: row.credits,
      breakdown: row.credit_breakdown,
      rule: row.credit_rule,
      settling: row.settle_until !== null,
    },
    createdAt: row.created_at.toISOString(),
    runningAt: row.running_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    lastSeenAt: row.last_seen_at.toISOString(),
    failure: row.failure_id
      ? {
          id: row.failure_id,
          entryId: row.entry_id,
          title: titleOf(row.entry_id, row.failure_message),
          family: row.family ?? "unclassified",
        }
      : null,
  };
}

/** A page of jobs, the newest first unless asked otherwise. */
export async function selectJobs(
  sql: SqlRunner,
  question: JobQuestion,
  cursor: Cursor | null,
  limit: number,
): Promise<JobPage> {
  if (question.found?.kind === "like") return findByName(sql, question, question.found.text, cursor, limit);
  const rows = await readPage(sql, narrowedSource(question.filters), ...narrowed(question, cursor), limit);
  return pageOf(rows, limit, (row) => row.created_at, summaryOf);
}

async function findByName(
  sql: SqlRunner,
  question: JobQuestion,
  text: string,
  cursor: Cursor | null,
  limit: number,
): Promise<JobPage> {
  const { ids, lookedTo } = await findNamed(sql, question, text, cursor, limit + 1);
  const { orderBy } = keysetOf("j", "created_at", question.filters.order);
  const rows = await sql.query<JobListRecord>(
    `SELECT ${columns}, ${isStuck} AS stuck ${source} WHERE j.id = ANY($2::uuid[]) ORDER BY ${orderBy}`,
    [question.now, ids],
  );
  const page = pageOf(rows, limit, (row) => row.created_at, summaryOf);
  if (!lookedTo) return page;
  const soFar = ids.length > 0 || cursor?.soFar === "some" ? "some" : "none";
  return { ...page, next: encodeCursor({ ...lookedTo, soFar }), lookedTo: lookedTo.at.toISOString() };
}

/** Jobs whose file's name resembles a text, among the newest that the other conditions hold: a look at all would take long. */
export async function selectResembling(
  sql: SqlRunner,
  question: Omit<JobQuestion, "found">,
  text: string,
  limit: number,
): Promise<JobSummary[]> {
  const [filter, keyset] = narrowed({ ...question, found: null }, null);
  const newest = `(SELECT j.id, j.created_at, j.file_name FROM ${narrowedSource(question.filters)} ${filter.sql}
    ORDER BY j.created_at DESC, j.id DESC LIMIT ${mostResembling}) j`;
  const resembling = new SqlFilter(filter.values).where("? <% lower(j.file_name)", text.toLowerCase());
  return (await readPage(sql, newest, resembling, keyset, limit)).map(summaryOf);
}

/** Which jobs first, which an index may tell alone; then these few whole, with what belongs to them. One more than `limit`. */
function readPage(
  sql: SqlRunner,
  from: string,
  filter: SqlFilter,
  keyset: Keyset,
  limit: number,
): Promise<JobListRecord[]> {
  return sql.query<JobListRecord>(
    `WITH page AS MATERIALIZED (SELECT j.id FROM ${from} ${filter.sql} ORDER BY ${keyset.orderBy} LIMIT ${filter.bind(limit + 1)})
     SELECT ${columns}, ${isStuck} AS stuck ${source.replace("FROM job j", "FROM page p JOIN job j ON j.id = p.id")}
     ORDER BY ${keyset.orderBy}`,
    filter.values,
  );
}

/** How many jobs a list holds, counted to `most` at most; or some of them, where counting them all would take long. */
export async function countJobs(
  sql: SqlRunner,
  question: JobQuestion,
  most: number,
): Promise<{ n: number; isAll: boolean }> {
  if (question.found?.kind === "like") return countNamed(sql, question, question.found.text, most);
  const filter = jobFilter(question);
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM ${narrowedSource(question.filters)} ${filter.sql} LIMIT ${filter.bind(most)}) counted`,
    [...filter.values],
  );
  return { n: row?.n ?? 0, isAll: true };
}

/** One job by Docket's id or, failing that, by the vendor's. */
export async function selectJob(sql: SqlRunner, id: string, now: Date): Promise<JobSummary | null> {
  const [row] = await sql.query<JobListRecord>(`SELECT ${columns}, ${isStuck} AS stuck ${source} WHERE j.id = $2`, [
    now,
    id,
  ]);
  return row ? summaryOf(row) : null;
}

/** The runs a job made, oldest first, with how many there are. */
export async function selectChildren(
  sql: SqlRunner,
  parent: { provider: string; region: string; vendorJobId: string },
  now: Date,
  limit: number,
): Promise<{ total: number; items: JobSummary[] }> {
  const rows = await sql.query<JobListRecord & { total: number }>(
    `SELECT ${columns}, ${isStuck} AS stuck, count(*) OVER () AS total ${source}
     WHERE j.provider = $2 AND j.region = $3 AND j.parent_vendor_job_id = $4 ORDER BY j.created_at, j.id LIMIT $5`,
    [now, parent.provider, parent.region, parent.vendorJobId, limit],
  );
  return { total: Number(rows[0]?.total ?? 0), items: rows.map(summaryOf) };
}

/** Docket's id of the newest job with this vendor id. */
export async function idOfVendorJob(sql: SqlRunner, vendorJobId: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    "SELECT id FROM job WHERE vendor_job_id = $1 ORDER BY created_at DESC LIMIT 1",
    [vendorJobId],
  );
  return row?.id ?? null;
}
