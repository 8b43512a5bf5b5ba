import type { SqlFilter, SqlRunner } from "#server/platform/index.ts";

/** Most jobs one id may lead to. */
const mostByIds = 200;
const uuidShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a search text turned out to be. `like` = it stands in the file's name. */
export type Found = { kind: "ids"; ids: string[] } | { kind: "client"; id: string } | { kind: "like"; text: string };

/**
 * What a search text means: a job's id (ours or the vendor's) or a request id of one of its calls or failures; else a
 * client's whole name; else a part of a file's name.
 */
export async function readSearch(sql: SqlRunner, text: string): Promise<Found> {
  const rows = await sql.query<{ id: string; client: boolean }>(
    `(SELECT id, false AS client FROM job WHERE vendor_job_id = $1 LIMIT ${mostByIds})
     UNION ALL (SELECT job_id, false FROM call WHERE vendor_request_id = $1 AND job_id IS NOT NULL LIMIT ${mostByIds})
     UNION ALL (SELECT job_id, false FROM failure WHERE request_id = $1 AND job_id IS NOT NULL LIMIT ${mostByIds})
     ${uuidShape.test(text) ? "UNION ALL SELECT id, false FROM job WHERE id = $1::uuid" : ""}
     UNION ALL SELECT id, true FROM client WHERE lower(name) = lower($1)`,
    [text],
  );
  const jobs = rows.filter(({ client }) => !client);
  if (jobs.length > 0) return { kind: "ids", ids: jobs.map(({ id }) => id) };
  const [client] = rows;
  return client ? { kind: "client", id: client.id } : { kind: "like", text };
}

/** Whether names that only resemble a text can be found: the database may lack the extension for it. */
export async function findsResembling(sql: SqlRunner): Promise<boolean> {
  const [row] = await sql.query<{ there: boolean }>(
    "SELECT to_regclass('job_file_name_parts_idx') IS NOT NULL AS there",
  );
  return row?.there ?? false;
}

/** Narrows a query on `job j` to what was found. */
export function whereFound(filter: SqlFilter, found: Found): void {
  if (found.kind === "ids") filter.where("j.id = ANY(?::uuid[])", found.ids);
  if (found.kind === "client") filter.where("j.client_id = ?", found.id);
}

/** Narrows it to files whose name holds a text, in small letters by what the database takes for them. */
export function whereNamed(filter: SqlFilter, text: string): SqlFilter {
  const escaped = text.replaceAll(/[\\%_]/g, "\\$&");
  // Trigrams know nothing of shorter texts: those are taken for the start of the name.
  return filter.where("lower(j.file_name) LIKE lower(?)", text.length < 3 ? `${escaped}%` : `%${escaped}%`);
}
