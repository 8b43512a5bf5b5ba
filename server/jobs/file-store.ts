import type { SqlRunner } from "#server/platform/index.ts";

/** Longest file name that is kept, in characters; an index holds no name of any length. */
export const maxNameLength = 500;

/** The name under which a vendor file was uploaded through Docket. */
export async function fileNameOf(
  sql: SqlRunner,
  provider: string,
  region: string,
  fileId: string,
): Promise<string | null> {
  const [row] = await sql.query<{ name: string }>(
    "SELECT name FROM vendor_file WHERE provider = $1 AND region = $2 AND file_id = $3",
    [provider, region, fileId],
  );
  return row?.name ?? null;
}

/** The file name of a job another job was made from (an extract on a finished parse). */
export async function fileNameOfJob(
  sql: SqlRunner,
  provider: string,
  region: string,
  vendorJobId: string,
): Promise<string | null> {
  const [row] = await sql.query<{ file_name: string | null }>(
    "SELECT file_name FROM job WHERE provider = $1 AND region = $2 AND vendor_job_id = $3",
    [provider, region, vendorJobId],
  );
  return row?.file_name ?? null;
}

/** Remembers an uploaded file's name. */
export async function rememberFile(
  sql: SqlRunner,
  file: { provider: string; region: string; fileId: string; name: string; clientId: string | null; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO vendor_file (provider, region, file_id, name, client_id, created_at) VALUES ($1,$2,$3,$4,$5,$6)
     ON CONFLICT (provider, region, file_id) DO NOTHING`,
    [file.provider, file.region, file.fileId, file.name.slice(0, maxNameLength), file.clientId, file.at],
  );
}
