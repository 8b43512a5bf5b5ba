import type { SqlRunner } from "#server/platform/index.ts";

/** Longest file name that is kept, in characters; an index holds no name of any length. */
export const maxNameLength = 500;

/** A document as far as Docket saw it. */
export interface KnownDocument {
  name: string | null;
  /** Size of the upload that brought it; null = not seen. */
  bytes: number | null;
  /** Digest of that upload; null = not seen. */
  digest: string | null;
}

/** The document a vendor id stands for: a file uploaded through Docket, or that of a job (an extract on a finished parse). */
export async function documentOf(
  sql: SqlRunner,
  provider: string,
  region: string,
  id: string,
): Promise<KnownDocument | null> {
  const [row] = await sql.query<KnownDocument & Record<string, unknown>>(
    `SELECT name, bytes, request_digest AS digest FROM vendor_file WHERE provider = $1 AND region = $2 AND file_id = $3
     UNION ALL SELECT file_name, document_bytes, NULL FROM job WHERE provider = $1 AND region = $2 AND vendor_job_id = $3`,
    [provider, region, id],
  );
  return row ?? null;
}

/** Remembers an uploaded file's name, size and digest. */
export async function rememberFile(
  sql: SqlRunner,
  file: {
    provider: string;
    region: string;
    fileId: string;
    name: string;
    bytes: number | null;
    digest: string | null;
    clientId: string | null;
    at: Date;
  },
): Promise<void> {
  await sql.query(
    `INSERT INTO vendor_file (provider, region, file_id, name, client_id, created_at, bytes, request_digest)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8)
     ON CONFLICT (provider, region, file_id) DO NOTHING`,
    [
      file.provider,
      file.region,
      file.fileId,
      file.name.slice(0, maxNameLength),
      file.clientId,
      file.at,
      file.bytes,
      file.digest,
    ],
  );
}
